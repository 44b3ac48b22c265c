/** What lies inside what: definition, example, and where it stands. */

import type { Text } from "../../protocol";
import { text } from "../../text";

export interface Ring {
  id: string;
  name: Text;
  short: Text;
  definition: Text;
  /** Something that belongs here, but not to the next ring inside. */
  example: Text;
  source: string;
}

export const sets = {
  title: text("What lies inside what", "Was in was liegt"),
  example: text("For example:", "Zum Beispiel:"),
  rings: [
    {
      id: "artificial-intelligence",
      name: text("Artificial intelligence", "Künstliche Intelligenz"),
      short: text("AI", "KI"),
      definition: text(
        "Building agents that perceive their environment and act in it so as to reach their goals. How they come by their behaviour is left open.",
        "Agenten bauen, die ihre Umgebung wahrnehmen und in ihr so handeln, dass sie ihre Ziele erreichen. Woher ihr Verhalten kommt, bleibt offen.",
      ),
      example: text(
        "Deep Blue beat the world champion at chess by searching, with an evaluation written and tuned by people: intelligence without a learning network.",
        "Deep Blue schlug den Schachweltmeister durch Suchen, mit einer von Menschen geschriebenen und abgestimmten Bewertung: Intelligenz ohne lernendes Netz.",
      ),
      source: "Russell & Norvig 2021, Artificial Intelligence: A Modern Approach, ch. 1; Campbell, Hoane & Hsu 2002, doi:10.1016/S0004-3702(01)00129-1",
    },
    {
      id: "machine-learning",
      name: text("Machine learning", "Maschinelles Lernen"),
      short: text("Machine learning", "Maschinelles Lernen"),
      definition: text(
        "Programs that get better at a task with experience: their behaviour is not written down but found from data.",
        "Programme, die durch Erfahrung in einer Aufgabe besser werden: Ihr Verhalten wird nicht aufgeschrieben, sondern aus Daten gewonnen.",
      ),
      example: text(
        "A decision tree splits the examples by one attribute after another. It learns, but has no neurons.",
        "Ein Entscheidungsbaum teilt die Beispiele nach einem Merkmal nach dem anderen. Er lernt, hat aber keine Neuronen.",
      ),
      source: "Mitchell 1997, Machine Learning, section 1.1; Quinlan 1986, doi:10.1007/BF00116251",
    },
    {
      id: "neural-network",
      name: text("Neural networks", "Neuronale Netze"),
      short: text("Neural networks", "Neuronale Netze"),
      definition: text(
        "Many simple units, each of which weighs its inputs, adds them up and passes the sum through a function. What is learned are the weights.",
        "Viele einfache Einheiten, von denen jede ihre Eingaben gewichtet, addiert und die Summe durch eine Funktion schickt. Gelernt werden die Gewichte.",
      ),
      example: text(
        "The perceptron of 1958: a single layer of weights that learns to tell patterns apart. A network, but not a deep one.",
        "Das Perzeptron von 1958: eine einzige Schicht von Gewichten, die lernt, Muster zu unterscheiden. Ein Netz, aber kein tiefes.",
      ),
      source: "Rosenblatt 1958, doi:10.1037/h0042519",
    },
    {
      id: "deep-learning",
      name: text("Deep learning", "Deep Learning"),
      short: text("Deep learning", "Deep Learning"),
      definition: text(
        "Networks of many layers: each finds a more abstract description in what the layer before it found.",
        "Netze aus vielen Schichten: Jede findet in dem, was die Schicht davor fand, eine abstraktere Beschreibung.",
      ),
      example: text(
        "AlexNet tells a thousand kinds of things apart in photographs, with eight layers of weights.",
        "AlexNet unterscheidet tausend Arten von Dingen auf Fotos, mit acht Schichten von Gewichten.",
      ),
      source: "LeCun, Bengio & Hinton 2015, doi:10.1038/nature14539; Krizhevsky, Sutskever & Hinton 2012, NeurIPS 25",
    },
  ] satisfies Ring[],
} as const;
