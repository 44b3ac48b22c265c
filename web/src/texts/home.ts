/** Texts of the map of the lecture. */

import type { Text } from "../protocol";
import { text } from "../text";

export const home = {
  lead: text(
    "The networks of the lecture, each of them running. Open a room, press play, look inside.",
    "Die Netze der Vorlesung, und jedes davon läuft. Einen Raum öffnen, auf Abspielen drücken, hineinsehen.",
  ),
  closed: text("not built yet", "noch nicht gebaut"),
  open: text("Open", "Öffnen"),
  begin: text("Begin the course: {section}", "Den Kurs beginnen: {section}"),
  course: text("The course goes on with: {section}", "Der Kurs geht weiter mit: {section}"),
  lesson: text("In the course:", "Im Kurs:"),
  page: text("a page of the course", "eine Seite des Kurses"),
  more: text("More labs", "Weitere Labore"),
  lastRuns: text("Your last runs", "Deine letzten Läufe"),
  noRuns: text(
    "Nothing here yet. Everything you train is kept and listed here.",
    "Noch nichts. Alles, was du trainierst, wird aufgehoben und steht dann hier.",
  ),
  miniature: text("Live picture of {title}", "Lebendes Bild von {title}"),
} as const;

/** A system of the lecture; `number` is the one that labs name as their room. */
export interface Room {
  number: number;
  name: Text;
  line: Text;
}

export interface Wing {
  part: string;
  name: Text;
  rooms: Room[];
}

const room = (number: number, name: Text, line: Text): Room => ({ number, name, line });

export const wings: Wing[] = [
  {
    part: "I",
    name: text("Neural networks and deep learning", "Neuronale Netze und Deep Learning"),
    rooms: [
      room(
        1,
        text("Playground", "Spielwiese"),
        text("A small network learns to tell two colours apart.", "Ein kleines Netz lernt, zwei Farben zu trennen."),
      ),
      room(
        2,
        text("Crash course", "Crashkurs"),
        text(
          "Four exercises: how many neurons does a non-linearity take?",
          "Vier Übungen: Wie viele Neuronen braucht eine Nichtlinearität?",
        ),
      ),
      room(
        22,
        text("The map", "Die Landkarte"),
        text(
          "How AI, machine learning, neural networks and deep learning lie inside one another.",
          "Wie KI, maschinelles Lernen, neuronale Netze und Deep Learning ineinanderliegen.",
        ),
      ),
      room(
        3,
        text("RapidMiner", "RapidMiner"),
        text(
          "A classical method as a process of operators, from the data to the verdict.",
          "Ein klassisches Verfahren als Kette von Operatoren, von den Daten bis zum Urteil.",
        ),
      ),
      room(
        4,
        text("The neural network zoo", "Der Zoo der neuronalen Netze"),
        text(
          "Thirteen kinds of cells, twenty-seven networks, and what each is good for.",
          "Dreizehn Arten von Zellen, siebenundzwanzig Netze, und wozu jedes taugt.",
        ),
      ),
      room(
        5,
        text("X or O?", "X oder O?"),
        text(
          "A convolutional network on nine by nine pixels, every product in sight.",
          "Ein Faltungsnetz auf neun mal neun Pixeln, jedes einzelne Produkt sichtbar.",
        ),
      ),
      room(
        6,
        text("Networks that see", "Netze, die sehen"),
        text(
          "Convolution, pooling, classification: from edges to whole objects.",
          "Falten, Zusammenfassen, Einordnen: von Kanten bis zu ganzen Dingen.",
        ),
      ),
      room(
        7,
        text("Microscope", "Mikroskop"),
        text("What a single neuron of a large network looks for.", "Wonach ein einzelnes Neuron eines großen Netzes sucht."),
      ),
      room(
        18,
        text("AlphaGo, AlphaZero, MuZero", "AlphaGo, AlphaZero, MuZero"),
        text("A network that learns a game by playing itself.", "Ein Netz lernt ein Spiel, indem es gegen sich selbst spielt."),
      ),
      room(
        19,
        text("Driving", "Autofahren"),
        text("From the camera's picture to the steering wheel.", "Vom Bild der Kamera zum Lenkrad."),
      ),
      room(
        21,
        text("Questions", "Fragen"),
        text(
          "What was understood, and what only heard? Questions of three difficulties.",
          "Was ist verstanden, was nur gehört? Fragen in drei Schwierigkeiten.",
        ),
      ),
    ],
  },
  {
    part: "II",
    name: text("Networks for sequences", "Netze für Folgen"),
    rooms: [
      room(
        13,
        text("RNN and LSTM", "RNN und LSTM"),
        text("Neurons with memory, and how they forget.", "Neuronen mit Gedächtnis, und wie sie vergessen."),
      ),
      room(
        14,
        text("Music", "Musik"),
        text("A recurrent network goes on with a melody.", "Ein rekurrentes Netz spinnt eine Melodie weiter."),
      ),
      room(
        15,
        text("Transformer", "Transformer"),
        text("Attention only: which word looks at which.", "Nur Aufmerksamkeit: welches Wort auf welches schaut."),
      ),
      room(
        16,
        text("Image GPT", "Image GPT"),
        text("A picture, pixel by pixel, as if it were a sentence.", "Ein Bild, Pixel für Pixel, als wäre es ein Satz."),
      ),
      room(
        17,
        text("GPT-3", "GPT-3"),
        text("A network as a compressed version of what it has read.", "Ein Netz als verdichtete Fassung dessen, was es gelesen hat."),
      ),
    ],
  },
  {
    part: "III",
    name: text("Specialised areas", "Spezielle Gebiete"),
    rooms: [
      room(
        8,
        text("Transfer learning", "Transferlernen"),
        text("What was learned once is used again.", "Einmal Gelerntes wird wieder gebraucht."),
      ),
      room(
        9,
        text("GAN", "GAN"),
        text("A forger and a detective train each other.", "Fälscher und Detektiv trainieren einander."),
      ),
      room(
        10,
        text("StyleGAN", "StyleGAN"),
        text("Faces that nobody has, and how their styles mix.", "Gesichter, die niemand hat, und wie ihre Stile sich mischen."),
      ),
      room(
        11,
        text("Neural style transfer", "Stilübertragung"),
        text("One picture's content in another one's manner.", "Der Inhalt des einen Bildes in der Manier des anderen."),
      ),
      room(
        12,
        text("Recognising fakes", "Fälschungen erkennen"),
        text("What gives a generated face away.", "Was ein erzeugtes Gesicht verrät."),
      ),
      room(
        20,
        text("Warm rain", "Warmer Regen"),
        text(
          "Droplets become rain, and a network learns the rate of it.",
          "Aus Tröpfchen wird Regen, und ein Netz lernt, wie schnell.",
        ),
      ),
    ],
  },
];
