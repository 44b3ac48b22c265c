/** What the view says. `{name}` is filled in. */

import { fill } from "$web/text";
import type { Language, Text } from "$web/protocol";

const TEXTS = {
  scenes: { en: "What to look at", de: "Was man sieht" },
  play: { en: "Play", de: "Spielen" },
  search: { en: "The search", de: "Die Suche" },
  record: { en: "Self-play", de: "Selbstspiel" },
  growth: { en: "While it learned", de: "Beim Lernen" },

  playSays: {
    en: "Make a move; the network answers after {n} looks ahead. The dots are what it thinks of your moves before any search.",
    de: "Mach einen Zug; das Netz antwortet, nachdem es {n}-mal vorausgeschaut hat. Die Punkte zeigen, was es ohne Suche von deinen Zügen hält.",
  },
  searchSays: {
    en: "Each simulation walks down the tree by the largest Q + U, adds one position, asks the network what it is worth, and carries the value back up.",
    de: "Jede Simulation steigt im Baum dem größten Q + U nach, fügt eine Stellung hinzu, fragt das Netz nach ihrem Wert und trägt ihn nach oben zurück.",
  },
  recordSays: {
    en: "A game that the network played against itself. The search thinks longer than the network, and the network learns to say at once what the search found.",
    de: "Eine Partie, die das Netz gegen sich selbst gespielt hat. Die Suche denkt länger nach als das Netz, und das Netz lernt, gleich zu sagen, was die Suche fand.",
  },
  growthSays: {
    en: "The same position, seen by the networks that were remembered on the way. What did it think of it then?",
    de: "Dieselbe Stellung, gesehen von den Netzen, die unterwegs gemerkt wurden. Was hielt es damals davon?",
  },

  board: { en: "Board; arrow keys move, Enter plays", de: "Brett; Pfeiltasten bewegen, Eingabe zieht" },
  shownBoard: { en: "Board", de: "Brett" },
  column: { en: "Column {name}", de: "Spalte {name}" },
  free: { en: "{name}: free", de: "{name}: frei" },
  firsts: { en: "{name}: {player}", de: "{name}: {player}" },
  x: { en: "X", de: "X" },
  o: { en: "O", de: "O" },
  blue: { en: "Blue", de: "Blau" },
  orange: { en: "Orange", de: "Orange" },
  black: { en: "Black", de: "Schwarz" },
  white: { en: "White", de: "Weiß" },
  pass: { en: "Pass", de: "Passen" },
  swap: { en: "Swap", de: "Tauschen" },
  goals: { en: "{first} joins left and right, {second} top and bottom.", de: "{first} verbindet links und rechts, {second} oben und unten." },

  yourTurn: { en: "Your move: {player}", de: "Du bist am Zug: {player}" },
  thinks: { en: "It looks ahead …", de: "Es schaut voraus …" },
  netTurn: { en: "{player} is to move", de: "{player} ist am Zug" },
  youWon: { en: "You have won", de: "Du hast gewonnen" },
  netWon: { en: "The network has won", de: "Das Netz hat gewonnen" },
  draw: { en: "A draw", de: "Unentschieden" },
  ended: { en: "{player} has won", de: "{player} hat gewonnen" },
  begin: { en: "New game: you begin", de: "Neue Partie: du beginnst" },
  netBegins: { en: "The network begins", de: "Das Netz beginnt" },
  undo: { en: "Take back", de: "Zurücknehmen" },
  letIt: { en: "Let it move", de: "Lass es ziehen" },
  opponent: { en: "Opponent", de: "Gegner" },
  present: { en: "as it is now", de: "wie es jetzt ist" },
  remembered: { en: "after {iteration} iterations, {games} games", de: "nach {iteration} Iterationen, {games} Partien" },
  expects: { en: "What it expects for {player}", de: "Was es für {player} erwartet" },
  expectsHelp: {
    en: "The network's value of this position, without search: 1 is a sure win for the player to move, −1 a sure loss, 0 a draw or an open game.",
    de: "Der Wert, den das Netz dieser Stellung ohne Suche gibt: 1 heißt, wer am Zug ist, gewinnt sicher, −1, er verliert sicher, 0 unentschieden oder offen.",
  },
  moves: { en: "Moves so far", de: "Züge bisher" },
  none: { en: "none", de: "keine" },

  simulations: { en: "Simulations", de: "Simulationen" },
  grow: { en: "Let it grow", de: "Wachsen lassen" },
  halt: { en: "Stop", de: "Anhalten" },
  tree: { en: "Tree of {n} positions; arrow keys move through it", de: "Baum aus {n} Stellungen; mit Pfeiltasten zu durchwandern" },
  treeHelp: {
    en: "A circle is a position: the larger, the more visits; blue where it is good for who moved there, orange where it is bad. The thick way is that of the last simulation.",
    de: "Ein Kreis ist eine Stellung: je größer, desto mehr Besuche; blau, wo sie gut ist für den, der dorthin zog, orange, wo schlecht. Der dicke Weg ist der der letzten Simulation.",
  },
  hidden: { en: "{n} positions with few visits are not drawn.", de: "{n} Stellungen mit wenigen Besuchen sind nicht gezeichnet." },
  root: { en: "Root", de: "Wurzel" },
  node: { en: "After {move}", de: "Nach {move}" },
  nextChoice: { en: "The next choice here", de: "Die nächste Wahl hier" },
  move: { en: "Move", de: "Zug" },
  visits: { en: "Visits N", de: "Besuche N" },
  prior: { en: "Prior P", de: "Prior P" },
  value: { en: "Value Q", de: "Wert Q" },
  bonus: { en: "Bonus U", de: "Bonus U" },
  total: { en: "Q + U", de: "Q + U" },
  over: { en: "The game is over here: there is nothing to choose.", de: "Hier ist die Partie zu Ende: Es gibt nichts zu wählen." },
  formula: { en: "U of {move}", de: "U von {move}" },
  chosen: { en: "The largest Q + U is that of {move}: the next simulation goes there.", de: "Das größte Q + U hat {move}: Dorthin geht die nächste Simulation." },
  rootValue: { en: "{n} simulations say {search}; the network alone said {network}.", de: "{n} Simulationen sagen {search}; das Netz allein sagte {network}." },

  which: { en: "Game", de: "Partie" },
  finished: { en: "finished {n}", de: "beendet {n}" },
  running: { en: "running {n}", de: "laufend {n}" },
  ply: { en: "Move {n} of {all}", de: "Zug {n} von {all}" },
  back: { en: "Back", de: "Zurück" },
  next: { en: "Next", de: "Weiter" },
  network: { en: "Network", de: "Netz" },
  afterSearch: { en: "Search", de: "Suche" },
  played: { en: "played", de: "gespielt" },
  lot: { en: "drawn at random", de: "gelost" },
  lotHelp: {
    en: "So that games differ; nothing is learned from such a move.",
    de: "Damit sich die Partien unterscheiden; aus so einem Zug wird nichts gelernt.",
  },
  nothing: { en: "No game is finished yet. Press play, and they come.", de: "Noch ist keine Partie beendet. Drück auf Abspielen, dann kommen sie." },
  blank: { en: "Nothing is written down yet. Press play.", de: "Noch ist nichts aufgeschrieben. Drück auf Abspielen." },

  when: { en: "Remembered network", de: "Gemerktes Netz" },
  at: { en: "{iteration} iterations · {positions} positions · {games} games", de: "{iteration} Iterationen · {positions} Stellungen · {games} Partien" },
  elo: { en: "Elo without search", de: "Elo ohne Suche" },
  eloHelp: {
    en: "Against the first network, which has 0; the bar is the 95 % interval. Each is measured against the one before in 64 games.",
    de: "Gegenüber dem ersten Netz, das 0 hat; der Strich ist das 95-%-Intervall. Jedes wird in 64 Partien am vorigen gemessen.",
  },
  random: { en: "Score against a random mover", de: "Punkte gegen einen Zufallsspieler" },
  randomHelp: {
    en: "64 games without search, a draw counts half; the bar is the 95 % interval.",
    de: "64 Partien ohne Suche, ein Unentschieden zählt halb; der Strich ist das 95-%-Intervall.",
  },
  iterations: { en: "iterations", de: "Iterationen" },
} satisfies Record<string, Text>;

export type Say = (name: keyof typeof TEXTS, values?: Record<string, string | number>) => string;

export const sayIn =
  (language: Language): Say =>
  (name, values = {}) =>
    fill(TEXTS[name][language], values);

/** How the two players are called. */
export function playerOf(game: string, player: number, say: Say): string {
  const first = player > 0;
  if (game === "tic-tac-toe") return say(first ? "x" : "o");
  if (game === "connect-four") return say(first ? "blue" : "orange");
  return say(first ? "black" : "white");
}

/** A move as people read it. */
export function moveOf(name: string, say: Say): string {
  if (name === "pass") return say("pass");
  return name === "swap" ? say("swap") : name;
}
