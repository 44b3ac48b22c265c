/** What the view says. `{name}` is filled in. */

import { fill } from "$web/text";
import type { Language, Text } from "$web/protocol";

const TEXTS = {
  scenes: { en: "What to look at", de: "Was man sieht" },
  play: { en: "Play", de: "Spielen" },
  search: { en: "The search", de: "Die Suche" },
  record: { en: "Self-play", de: "Selbstspiel" },
  growth: { en: "While it learned", de: "Beim Lernen" },
  model: { en: "Learned model", de: "Gelerntes Modell" },
  generations: { en: "Generations", de: "Generationen" },

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
  pipelineSays: {
    en: "A game that AlphaGo learned from. At first experts play, whose searches know no network: what they played stands under Search. Later its own policies play without a search, and both columns say the same.",
    de: "Eine Partie, aus der AlphaGo gelernt hat. Zuerst spielen Meister, deren Suchen kein Netz kennen: Was sie zogen, steht unter Suche. Später spielen seine eigenen Strategien ohne Suche, und beide Spalten sagen dasselbe.",
  },
  growthSays: {
    en: "The same position, seen by the networks that were remembered on the way. What did it think of it then?",
    de: "Dieselbe Stellung, gesehen von den Netzen, die unterwegs gemerkt wurden. Was hielt es damals davon?",
  },
  modelSays: {
    en: "MuZero sees only the first of these boards. It makes the moves after it in its head, and nobody tells it whether they are possible or who has won. Here it stands beside the rules.",
    de: "MuZero sieht nur das erste dieser Bretter. Die Züge danach macht es im Kopf, und niemand sagt ihm, ob sie möglich sind oder wer gewonnen hat. Hier steht es neben den Regeln.",
  },
  modelRules: {
    en: "The generation that is set asks the rules for every board and has nothing to imagine. Choose MuZero in the settings.",
    de: "Die eingestellte Generation fragt für jedes Brett die Regeln und muss sich nichts denken. Wähle in den Einstellungen MuZero.",
  },
  who: { en: "Whose imagination", de: "Wessen Vorstellung" },
  imaginedMoves: { en: "Imagined moves", de: "Gedachte Züge" },
  seenBoard: { en: "What it sees", de: "Was es sieht" },
  nowBoard: { en: "Now", de: "Jetzt" },
  imagineHint: {
    en: "Dots are its policy; the mark on the bar is how many of all moves are possible. Values are {player}’s. Click a free cell on any board to imagine another move there; its own favourites follow.",
    de: "Punkte sind seine Strategie; der Strich am Balken zeigt, wie viele aller Züge möglich sind. Werte gelten für {player}. Ein Klick auf ein freies Feld irgendeines Bretts denkt dort einen anderen Zug; danach folgen seine eigenen Lieblingszüge.",
  },
  ownLine: { en: "Only its favourites", de: "Nur seine Lieblingszüge" },
  onPossible: { en: "on possible moves", de: "auf möglichen Zügen" },
  believes: { en: "it believes", de: "glaubt es" },
  sees: { en: "it would say, seeing the board", de: "würde es sagen, sähe es das Brett" },
  outcome: { en: "is the outcome", de: "ist der Ausgang" },
  rewardSays: { en: "imagined reward", de: "gedachte Belohnung" },
  rewardReal: { en: "by the rules", de: "nach den Regeln" },
  gameOver: { en: "The game is over", de: "Die Partie ist zu Ende" },
  thisLine: { en: "Along these moves", de: "Entlang dieser Züge" },
  averages: { en: "On average over 64 games of random moves", de: "Im Mittel über 64 Partien aus gelosten Zügen" },
  imaginedAxis: { en: "imagined moves", de: "gedachte Züge" },
  massChart: { en: "Does it know which moves are possible?", de: "Weiß es, welche Züge möglich sind?" },
  massHelp: {
    en: "How much of its policy lies on moves that the rules allow. A network that knows nothing of the rules reaches the share of moves that are possible.",
    de: "Wie viel seiner Strategie auf Zügen liegt, die die Regeln erlauben. Ein Netz, das nichts von den Regeln weiß, erreicht den Anteil der Züge, die möglich sind.",
  },
  policyLine: { en: "its policy on possible moves", de: "seine Strategie auf möglichen Zügen" },
  chanceLine: { en: "all moves alike", de: "alle Züge gleich" },
  valueChart: { en: "How does it stand for {player}?", de: "Wie steht es für {player}?" },
  valueHelp: {
    en: "Its value after so many imagined moves, beside the value that the same network gives the real board; once the game is over, beside the outcome.",
    de: "Sein Wert nach so vielen gedachten Zügen, neben dem Wert, den dasselbe Netz dem wirklichen Brett gibt; nach dem Ende der Partie neben dem Ausgang.",
  },
  believesLine: { en: "imagined", de: "gedacht" },
  seesLine: { en: "seeing the board, or the outcome", de: "mit Blick aufs Brett, oder der Ausgang" },
  apartChart: { en: "How far is its value off?", de: "Wie weit liegt sein Wert daneben?" },
  apartHelp: {
    en: "The mean distance between its imagined value and the value that the same network gives the real board; where the game is over, between its imagined value and the outcome. It is trained to imagine five moves.",
    de: "Der mittlere Abstand zwischen seinem gedachten Wert und dem Wert, den dasselbe Netz dem wirklichen Brett gibt; nach dem Ende der Partie zwischen seinem gedachten Wert und dem Ausgang. Geübt wird, fünf Züge weit zu denken.",
  },
  apartLine: { en: "from the network that sees the board", de: "vom Netz, das das Brett sieht" },
  missedLine: { en: "from the outcome, after the end", de: "vom Ausgang, nach dem Ende" },

  generationsSays: {
    en: "Four programs in four years, each with less that people had to bring.",
    de: "Vier Programme in vier Jahren, und jedes kam mit weniger aus, was Menschen mitbringen mussten.",
  },
  tournament: { en: "Their tournament", de: "Ihr Turnier" },
  tournamentAbout: {
    en: "The networks that come along, {games} games of each pair after two random moves, colours exchanged, {simulations} simulations a move. Elo, 0 is the mean; the bar is the 95 % interval. Played on {date}.",
    de: "Die mitgelieferten Netze, {games} Partien je Paar nach zwei gelosten Zügen mit getauschten Farben, {simulations} Simulationen je Zug. Elo, 0 ist die Mitte; der Balken ist das 95-%-Intervall. Gespielt am {date}.",
  },
  stale: {
    en: "Networks that come along have changed since this was played; the command below plays it anew.",
    de: "Seit diesem Turnier haben sich mitgelieferte Netze geändert; der Befehl unten spielt es neu.",
  },
  scores: { en: "Points of the row against the column; won, drawn, lost", de: "Punkte der Zeile gegen die Spalte; gewonnen, unentschieden, verloren" },
  counts: { en: "won, drawn, lost", de: "gewonnen, unentschieden, verloren" },
  again: { en: "To play it again:", de: "Noch einmal spielen:" },
  noTournament: {
    en: "No tournament was played with this game: its networks that come along are too few. The other games have one.",
    de: "In diesem Spiel gab es kein Turnier: Dafür liegen zu wenige Netze bei. Bei den anderen Spielen gibt es eines.",
  },
  differences: { en: "What sets them apart", de: "Was sie unterscheidet" },

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
  setUp: { en: "Set up a position", de: "Eine Stellung aufstellen" },
  setUpSays: {
    en: "The board, a line a row: X for who moves first, O for the other, a dot where nothing is; in Go a last X or O for whose turn it is. Or the moves that lead to it.",
    de: "Das Brett, eine Zeile je Reihe: X für den, der anfängt, O für den anderen, ein Punkt, wo nichts ist; bei Go am Ende ein X oder O für den, der am Zug ist. Oder die Züge, die dorthin führen.",
  },
  setUpDo: { en: "Set up", de: "Aufstellen" },
  opponent: { en: "Opponent", de: "Gegner" },
  komi: { en: "White gets {komi} points for moving second (komi); the larger area wins.", de: "Weiß bekommt {komi} Punkte dafür, dass Schwarz beginnt (Komi); das größere Gebiet gewinnt." },
  score: { en: "Black {black}, White {white} + {komi} (komi). Counted is what stands on the board.", de: "Schwarz {black}, Weiß {white} + {komi} (Komi). Gezählt wird, was auf dem Brett steht." },
  came: { en: "as it came along", de: "wie es beilag" },
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
  gate: { en: "Matches for the place of the best network", de: "Vergleiche um den Platz des besten Netzes" },
  gateHelp: {
    en: "The newest network's score in 64 games against the best so far; the bar is the 95 % interval. Full dots took the place, hollow ones did not.",
    de: "Punkte des neuesten Netzes in 64 Partien gegen das bisher beste; der Strich ist das 95-%-Intervall. Volle Punkte bekamen den Platz, hohle nicht.",
  },
  gateGoal: { en: "55 % are needed", de: "55 % sind nötig" },
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
