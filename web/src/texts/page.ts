/** Texts of the frame around everything: header, dialogs, connection. */

import { text } from "../text";

export const page = {
  name: text("Neurarium", "Neurarium"),
  home: text("The map of the lecture", "Die Karte der Vorlesung"),
  skip: text("Skip to the content", "Zum Inhalt springen"),
  search: text("Search", "Suchen"),
  searchHint: text("Labs, lessons, terms, runs, rooms, or a link of TensorFlow Playground", "Labore, Lektionen, Begriffe, Läufe, Räume oder ein Link des TensorFlow Playground"),
  followLink: text("Open this link here", "Diesen Link hier öffnen"),
  searchNothing: text("Nothing found.", "Nichts gefunden."),
  kinds: {
    lab: text("Lab", "Labor"),
    lesson: text("Lesson", "Lektion"),
    run: text("Run", "Lauf"),
    room: text("Room", "Raum"),
    section: text("Course", "Kurs"),
    term: text("Term", "Begriff"),
  },
  language: text("Language", "Sprache"),
  dark: text("Dark", "Dunkel"),
  light: text("Light", "Hell"),
  theme: text("Light or dark", "Hell oder dunkel"),
  projector: text("Projector: everything larger", "Projektor: alles größer"),
  keys: text("Keys", "Tasten"),
  close: text("Close", "Schließen"),
  cancel: text("Cancel", "Abbrechen"),
  copy: text("Copy", "Kopieren"),
  copied: text("Copied.", "Kopiert."),
  copyFailed: text(
    "The browser does not allow copying here. Mark the text and copy it yourself.",
    "Der Browser erlaubt das Kopieren hier nicht. Bitte den Text markieren und selbst kopieren.",
  ),
  download: text("Download", "Herunterladen"),
  messages: text("Messages", "Meldungen"),
  printNow: text("Print now", "Jetzt drucken"),
  noHouse: text("The server cannot be reached", "Der Server ist nicht erreichbar"),
  noHouseHow: text(
    "Start it with 'neurarium' in a terminal and open the address it prints. The address carries the key to this page.",
    "Bitte in einem Terminal mit „neurarium“ starten und die Adresse öffnen, die dort erscheint. Sie enthält den Schlüssel zu dieser Seite.",
  ),
  again: text("Try again", "Erneut versuchen"),
  noLab: text("There is no such lab", "Dieses Labor gibt es nicht"),
  noLabHow: text("Perhaps it is one of these:", "Vielleicht ist es eines von diesen:"),
  noPage: text("There is nothing at this address.", "Unter dieser Adresse steht nichts."),
  toHome: text("To the map", "Zur Karte"),
} as const;

export const connection = {
  connecting: text("Connecting", "Verbindet"),
  connected: text("Connected", "Verbunden"),
  reconnecting: text("Connection lost, reconnecting", "Verbindung unterbrochen, wird wiederhergestellt"),
  gone: text(
    "The server is gone. Start it again with 'neurarium'; this page then continues by itself. If it does not, open the address that the terminal prints.",
    "Der Server ist weg. Bitte mit „neurarium“ neu starten; diese Seite macht dann von selbst weiter. Wenn nicht, die Adresse öffnen, die im Terminal steht.",
  ),
} as const;

export const keys = [
  { keys: ["Space"], what: text("play or pause", "abspielen oder anhalten") },
  { keys: ["S"], what: text("one step", "ein Schritt") },
  { keys: ["R"], what: text("reset", "zurücksetzen") },
  { keys: ["Ctrl", "Z"], what: text("take back what was done last", "zurücknehmen, was zuletzt getan wurde") },
  { keys: ["Ctrl", "Y"], what: text("do it again", "es wiederholen") },
  { keys: ["Ctrl", "K"], what: text("search", "suchen") },
  { keys: ["Esc"], what: text("close what is open", "schließen, was offen ist") },
  { keys: ["?"], what: text("show these keys", "diese Tasten zeigen") },
] as const;
