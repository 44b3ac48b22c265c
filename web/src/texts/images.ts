/** Texts of the dialog in which data sets are chosen, fetched and brought. */

import { text } from "../text";

export const images = {
  title: text("Images to learn from", "Bilder zum Lernen"),
  bundled: text("Ready at once", "Sofort da"),
  digits: text("Digits", "Ziffern"),
  digitsAbout: text("1,797 handwritten digits, 8 × 8, grey", "1.797 handgeschriebene Ziffern, 8 × 8, grau"),
  vehicles: text("Vehicles", "Fahrzeuge"),
  vehiclesAbout: text(
    "Road scenes drawn from a seed: cars, trucks, vans, bicycles, with boxes and masks",
    "Straßenszenen aus einem Startwert: Autos, Lastwagen, Transporter, Fahrräder, mit Kästen und Masken",
  ),
  standard: text("Standard sets", "Standarddatensätze"),
  standardAbout: text(
    "Fetched from their authors' hosts when you ask, checked, and kept on this machine.",
    "Kommen auf Wunsch von den Rechnern ihrer Urheber, werden geprüft und bleiben auf diesem Rechner.",
  ),
  about: {
    mnist: text("70,000 handwritten digits, 28 × 28, grey", "70.000 handgeschriebene Ziffern, 28 × 28, grau"),
    "fashion-mnist": text("70,000 pieces of clothing, 28 × 28, grey", "70.000 Kleidungsstücke, 28 × 28, grau"),
    "cifar-10": text("60,000 animals and vehicles, 32 × 32, colour", "60.000 Tiere und Fahrzeuge, 32 × 32, farbig"),
  } as Record<string, ReturnType<typeof text>>,
  use: text("Use", "Verwenden"),
  useOf: text("Use {name}", "{name} verwenden"),
  fetch: text("Fetch {size}", "{size} holen"),
  fetchOf: text("Fetch {name}, {size}", "{name} holen, {size}"),
  goOn: text("Go on", "Weiter"),
  stop: text("Stop", "Anhalten"),
  came: text("{fetched} of {size} from {host}", "{fetched} von {size}, von {host}"),
  stopped: text("Stopped at {fetched} of {size}; that much is kept.", "Bei {fetched} von {size} angehalten; so viel bleibt."),
  own: text("Your own", "Eigene"),
  ownAbout: text(
    "A folder for each class, with PNG or JPEG pictures in it. They stay on the machine on which Neurarium runs.",
    "Ein Ordner je Klasse, darin Bilder als PNG oder JPEG. Sie bleiben auf dem Rechner, auf dem Neurarium läuft.",
  ),
  drop: text("Drop a zip here, or choose one", "Ein Zip hierher ziehen oder auswählen"),
  dropMost: text("at most {most}", "höchstens {most}"),
  folder: text("or name a folder on this machine", "oder einen Ordner auf diesem Rechner nennen"),
  folderExample: text("/home/ada/pictures", "/home/ada/bilder"),
  read: text("Read", "Einlesen"),
  which: text("These files could be several sets:", "Diese Dateien könnten mehrere Datensätze sein:"),
  size: text("Pixels a side", "Pixel je Seite"),
  grey: text("Grey", "Grau"),
  reading: text("Reading {name}…", "{name} wird gelesen …"),
  count: text("{count} images", "{count} Bilder"),
  leftOut: text("{count} left out", "{count} ausgelassen"),
  more: text("and {count} more", "und {count} weitere"),
  sheet: text("Eight images of each class, a row each", "Acht Bilder jeder Klasse, je eine Zeile"),
  forget: text("Delete", "Löschen"),
  forgetOf: text("Delete {name}", "{name} löschen"),
  loading: text("Looking what there is…", "Es wird nachgesehen …"),
};
