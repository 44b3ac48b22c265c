/** Texts of a lab's page. */

import { text } from "../text";

export const transport = {
  region: text("Training", "Training"),
  reset: text("Reset", "Zurücksetzen"),
  resetHelp: text("Begins anew with other random weights (R)", "Beginnt neu mit anderen Zufallsgewichten (R)"),
  play: text("Play", "Abspielen"),
  pause: text("Pause", "Anhalten"),
  playHelp: text("Trains until you pause (Space)", "Trainiert, bis du anhältst (Leertaste)"),
  step: text("Step", "Schritt"),
  stepHelp: text("Pauses and does one {unit} (S)", "Hält an und macht eine Einheit: {unit} (S)"),
  stop: text("Stop at", "Anhalten bei"),
  stopHelp: text("Stop at a step or a value", "Bei einem Schritt oder Wert anhalten"),
  stopLead: text(
    "Training pauses by itself where you say. Play again goes on from there.",
    "Das Training hält dort von selbst an. Noch einmal Abspielen macht von da weiter.",
  ),
  stopStep: text("at {unit}", "bei {unit}"),
  stopFalls: text("{reading} falls to", "{reading} fällt auf"),
  stopRises: text("{reading} rises to", "{reading} steigt auf"),
  stopReading: text("where a reading comes to a value", "wo ein Messwert einen Wert erreicht"),
  stopWhich: text("Reading", "Messwert"),
  stopValue: text("Value", "Wert"),
  stopWhole: text("A whole number from 1 is needed here.", "Hier gehört eine ganze Zahl ab 1 hin."),
  stopNumber: text("A number is needed here.", "Hier gehört eine Zahl hin."),
  stopNone: text("Do not stop", "Nicht anhalten"),
  stopApply: text("Stop there", "Dort anhalten"),
  stopPopulation: text("In a population all members must have come there.", "In einer Population müssen alle Mitglieder dort sein."),
  speed: text("Speed", "Tempo"),
  perSecond: text("{count}/s", "{count}/s"),
  fastest: text("as fast as it goes", "so schnell es geht"),
  fastestShort: text("max.", "max."),
  measured: text("{rate} {units} per second, measured", "{rate} {units} pro Sekunde, gemessen"),
  share: text("Share", "Teilen"),
  settings: text("Settings", "Einstellungen"),
  undo: text("Take back", "Zurücknehmen"),
  undoHelp: text("Take back: {what} (Ctrl+Z)", "Zurücknehmen: {what} (Strg+Z)"),
  undoNothing: text("Nothing to take back yet", "Noch nichts zurückzunehmen"),
  redo: text("Do again", "Wiederholen"),
  redoHelp: text("Do again: {what} (Ctrl+Y)", "Wiederholen: {what} (Strg+Y)"),
  begunAnew: text("Begun anew.", "Neu begonnen."),
} as const;

export const form = {
  region: text("Settings", "Einstellungen"),
  more: text("More", "Mehr"),
  less: text("Less", "Weniger"),
  restarts: text("Changing this starts the training anew.", "Eine Änderung beginnt das Training von vorn."),
  back: text("Put back to {value}", "Zurück auf {value}"),
  changed: text("changed", "geändert"),
  range: text("A number from {low} to {high}.", "Eine Zahl von {low} bis {high}."),
  wholeRange: text("A whole number from {low} to {high}.", "Eine ganze Zahl von {low} bis {high}."),
  notTaken: text("“{given}” was not taken.", "„{given}“ wurde nicht übernommen."),
  mostItems: text("Up to {count}.", "Bis zu {count}."),
  item: text("{label} {number}", "{label} {number}"),
  addItem: text("Add one", "Eins hinzufügen"),
  removeItem: text("Remove the last one", "Letztes entfernen"),
  noItems: text("none", "keine"),
  fewest: text("At least {count}.", "Mindestens {count}."),
  longest: text("Up to {count} layers of {low} to {high}.", "Bis zu {count} Schichten mit je {low} bis {high}."),
  other: text("Other value", "Anderer Wert"),
  on: text("on", "ein"),
  off: text("off", "aus"),
  layer: text("Layer {number}", "Schicht {number}"),
  addLayer: text("Add a layer", "Schicht hinzufügen"),
  removeLayer: text("Remove the last layer", "Letzte Schicht entfernen"),
  more1: text("One more in layer {number}", "Eins mehr in Schicht {number}"),
  fewer1: text("One fewer in layer {number}", "Eins weniger in Schicht {number}"),
  noLayers: text("no layer", "keine Schicht"),
  seed: text("Seed", "Startwert"),
  seedRange: text("A whole number from 0 to {high}.", "Eine ganze Zahl von 0 bis {high}."),
  seedHelp: text(
    "Everything random comes from this number: same seed, same run.",
    "Alles Zufällige kommt aus dieser Zahl: gleicher Startwert, gleicher Lauf.",
  ),
  dropFile: text("or drop a file here", "oder eine Datei hier ablegen"),
  chooseFile: text("Choose a file", "Datei wählen"),
  tooLong: text(
    "This file has {size} characters; at most {longest} are taken.",
    "Diese Datei hat {size} Zeichen; höchstens {longest} werden angenommen.",
  ),
} as const;

export const output = {
  region: text("Output", "Ausgabe"),
  picture: text("Picture", "Bild"),
  curves: text("Curves", "Kurven"),
  shares: text("Curves of shares", "Kurven der Anteile"),
  best: text("best possible", "bestmöglich"),
  logarithmic: text("Log", "Log"),
  logarithmicHelp: text("Logarithmic axis", "Logarithmische Achse"),
  readings: text("Readings", "Messwerte"),
  empty: text("Press play, and the curves begin here.", "Auf Abspielen drücken, dann beginnen hier die Kurven."),
  at: text("at {unit} {steps}", "bei {unit} {steps}"),
  takeHome: text("Take home", "Mitnehmen"),
  bring: text("Bring your own", "Eigenes mitbringen"),
  actions: text("Actions", "Aktionen"),
  file: text("Run as a file", "Lauf als Datei"),
  curvesTable: text("Curves", "Kurven"),
  tensorboardHelp: text(
    "The curves as TensorBoard's event files, in a zip: unpack it and name the folder after --logdir.",
    "Die Kurven als Ereignisdateien von TensorBoard, in einem ZIP: entpacken und den Ordner hinter --logdir nennen.",
  ),
  scripts: text("As a program", "Als Programm"),
  scriptsHelp: text(
    "A program that needs only this library and trains the same network on the same points, step by step.",
    "Ein Programm, das nur diese Bibliothek braucht und dasselbe Netz Schritt für Schritt mit denselben Punkten trainiert.",
  ),
  perform: text("Apply", "Anwenden"),
} as const;

export const state = {
  preparing: text("Preparing. The first time this takes up to half a minute.", "Wird vorbereitet. Beim ersten Mal dauert das bis zu einer halben Minute."),
  full: text(
    "All places for runs are taken on this server. Close another tab, or wait: this page begins as soon as there is room.",
    "Alle Plätze für Läufe auf diesem Server sind belegt. Bitte einen anderen Tab schließen.",
  ),
  closed: text("This session has ended. The run is kept.", "Diese Sitzung ist beendet. Der Lauf ist aufgehoben."),
  anew: text("Open the lab anew", "Labor neu öffnen"),
  reopen: text("Open again", "Wieder öffnen"),
  continued: text("Continued at {unit} {steps}.", "Fortgesetzt bei {unit} {steps}."),
  restoring: text("The run is being restored.", "Der Lauf wird wiederhergestellt."),
  remedy: text("Set {remedy} and go on", "{remedy} setzen und weitermachen"),
  remedyPart: text("{name} to {value}", "{name} auf {value}"),
  refused: text("Not changed", "Nicht geändert"),
  viewFailed: text(
    "The picture of this lab could not be loaded; here are its maps as they are.",
    "Das Bild dieses Labors ließ sich nicht laden; hier sind seine Karten, wie sie sind.",
  ),
} as const;

export const link = {
  seed: text(
    "The link's seed “{given}” is no whole number from 0; seed 0 is used instead.",
    "Der Startwert „{given}“ des Links ist keine ganze Zahl ab 0; stattdessen gilt 0.",
  ),
  seeds: text(
    "The link's number of seeds “{given}” is no whole number from 1 to 256; one run is shown instead.",
    "Die Anzahl „{given}“ der Startwerte im Link ist keine ganze Zahl von 1 bis 256; stattdessen erscheint ein einzelner Lauf.",
  ),
  events: text(
    "What was done to the run cannot be read in the link (“{given}”); it stands at its beginning instead.",
    "Was mit dem Lauf geschah, ist im Link nicht lesbar („{given}“); er steht stattdessen am Anfang.",
  ),
  look: text(
    "How the picture looked cannot be read in the link (“{given}”); it looks as usual.",
    "Wie das Bild aussah, ist im Link nicht lesbar („{given}“); es sieht aus wie sonst.",
  ),
} as const;

export const share = {
  title: text("Share this state", "Diesen Zustand teilen"),
  lead: text(
    "Whoever opens this link finds exactly what you see: settings, seed, and everything that was done since.",
    "Wer diesen Link öffnet, findet genau das, was du siehst: Einstellungen, Startwert und alles, was seither geschah.",
  ),
  link: text("Link", "Link"),
  hide: text("Hide from a class", "Vor einer Klasse verbergen"),
  hideHelp: text(
    "What is ticked is missing on the page that the link opens.",
    "Was angekreuzt ist, fehlt auf der Seite, die der Link öffnet.",
  ),
  copy: text("Copy link", "Link kopieren"),
} as const;

export const tabs = {
  label: text("About this lab", "Zu diesem Labor"),
  lesson: text("Lesson", "Lektion"),
  population: text("Population", "Population"),
  code: text("Code", "Code"),
  runs: text("Runs", "Läufe"),
} as const;

export const population = {
  lead: text(
    "The same settings with many seeds, side by side. Chance decides the beginning; here you see how much it decides of the end.",
    "Dieselben Einstellungen mit vielen Startwerten, nebeneinander. Der Zufall bestimmt den Anfang; hier sieht man, wie viel er vom Ende bestimmt.",
  ),
  seeds: text("{count} seeds", "{count} Startwerte"),
  begin: text("Begin with the present settings", "Mit den jetzigen Einstellungen beginnen"),
  spread: text("Spread of {reading}", "Streuung: {reading}"),
  legend: text("median, middle half, all", "Median, mittlere Hälfte, alle"),
  median: text("median", "Median"),
  half: text("middle half", "mittlere Hälfte"),
  all: text("lowest to highest", "kleinster bis größter"),
  seed: text("Seed", "Startwert"),
  howMany: text("How many seeds", "Wie viele Startwerte"),
  bound: text("chosen value", "gewählter Wert"),
  falls: text("Runs with {reading} at most", "Läufe mit {reading} höchstens"),
  rises: text("Runs with {reading} at least", "Läufe mit {reading} mindestens"),
  share: text("share of runs", "Anteil der Läufe"),
  of: text("{count} of {all}", "{count} von {all}"),
  reading: text("Reading", "Messwert"),
  lowest: text("lowest", "kleinster"),
  highest: text("highest", "größter"),
  table: text("Readings of every seed", "Messwerte jedes Startwerts"),
  openSeed: text("Open seed {seed} alone", "Startwert {seed} allein öffnen"),
  lost: text("left the numbers", "außerhalb der Zahlen"),
  differ: text(
    "The settings have changed since this population began.",
    "Die Einstellungen haben sich geändert, seit diese Population begann.",
  ),
} as const;

export const code = {
  lead: text("This is the code that runs, file by file, in reading order.", "Das ist der Code, der läuft, Datei für Datei, in der Reihenfolge des Lesens."),
  script: text("This run as a script", "Dieser Lauf als Skript"),
  scriptLead: text(
    "Python that makes exactly the run on this page again and prints its readings.",
    "Python, das genau den Lauf auf dieser Seite noch einmal macht und seine Messwerte ausgibt.",
  ),
  program: text("This run in {library}", "Dieser Lauf in {library}"),
  programLead: text(
    "A program of its own: it trains the same network on the same points, step by step, and needs no Neurarium.",
    "Ein eigenes Programm: Es trainiert dasselbe Netz mit denselben Punkten, Schritt für Schritt, ohne Neurarium.",
  ),
  refresh: text("Write it anew", "Neu schreiben"),
} as const;

export const runs = {
  lead: text(
    "Every run is kept. Tick runs to lay their curves over each other.",
    "Jeder Lauf wird aufgehoben. Angekreuzte Läufe zeigen ihre Kurven übereinander.",
  ),
  none: text("No run of this lab yet.", "Noch kein Lauf dieses Labors."),
  there: text("The runs there are", "Die Läufe, die es gibt"),
  more: text("Show {count} runs that were never trained", "{count} nie trainierte Läufe zeigen"),
  more1: text("Show one run that was never trained", "Einen nie trainierten Lauf zeigen"),
  fewer: text("Hide runs that were never trained", "Nie trainierte Läufe ausblenden"),
  compare: text("Compare {name}", "{name} vergleichen"),
  name: text("Name", "Name"),
  rename: text("Name of the run {name}", "Name des Laufs {name}"),
  changed: text("Changed settings", "Geänderte Einstellungen"),
  defaults: text("defaults", "Voreinstellungen"),
  continue: text("Continue", "Weitermachen"),
  here: text("this one", "dieser hier"),
  remove: text("Delete", "Löschen"),
  removed: text("Run '{name}' will be deleted.", "Lauf „{name}“ wird gelöscht."),
  keep: text("Keep it", "Behalten"),
  upload: text("Add a run from a file", "Lauf aus einer Datei hinzufügen"),
  uploaded: text("'{name}' is here now.", "„{name}“ ist jetzt hier."),
  updated: text("last trained", "zuletzt trainiert"),
  curves: text("Curves of the ticked runs", "Kurven der angekreuzten Läufe"),
} as const;
