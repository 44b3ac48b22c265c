"""What a visitor may set."""

from __future__ import annotations

from dataclasses import dataclass

from neurarium.lab.settings import Settings, choice, flag, real, whole
from neurarium.lab.text import Text
from neurarium.labs.games.boards import NAMES

METHODS = {
    "alphago": Text("AlphaGo, 2016", "AlphaGo, 2016"),
    "alphago-zero": Text("AlphaGo Zero, 2017", "AlphaGo Zero, 2017"),
    "alphazero": Text("AlphaZero, 2018", "AlphaZero, 2018"),
    "muzero": Text("MuZero, 2020", "MuZero, 2020"),
}
VARIANTS = {
    "gumbel": Text("Gumbel (few simulations)", "Gumbel (wenige Simulationen)"),
    "puct": Text("PUCT (as AlphaZero)", "PUCT (wie AlphaZero)"),
}
NETWORKS = {
    "dense": Text("Dense: 128 units, 1 block", "Dicht: 128 Einheiten, 1 Block"),
    "convolutional": Text("Convolutional: 32 maps, 2 blocks", "Faltungsnetz: 32 Karten, 2 Blöcke"),
    "large": Text("Large: 64 maps, 5 blocks", "Groß: 64 Karten, 5 Blöcke"),
}
SIZES = {"dense": (128, 1), "convolutional": (32, 2), "large": (64, 5)}  # units or maps, residual blocks
CONVOLUTIONAL = tuple(name for name in SIZES if name != "dense")
WEIGHTS = {
    "untrained": Text("Untrained", "Untrainiert"),
    "shipped": Text("Trained beforehand", "Schon trainiert"),
}
ROOM, ANSWER_ROOM = 64, 800  # the most simulations in self-play, and in an answer to a visitor
GROUPS = {
    "game": Text("Game", "Spiel"),
    "search": Text("Search", "Suche"),
    "training": Text("Training", "Training"),
    "play": Text("Your game", "Deine Partie"),
}


@dataclass(frozen=True)
class GamesSettings(Settings):
    game: str = choice(
        "tic-tac-toe",
        NAMES,
        label=Text("Game", "Spiel"),
        help=Text(
            "What is played. Tic-tac-toe is learned within a minute and can be checked in every position; the others take "
            "longer, 9 x 9 Go much longer.",
            "Was gespielt wird. Tic-Tac-Toe ist in einer Minute gelernt und lässt sich in jeder Stellung nachprüfen; die "
            "anderen brauchen länger, Go auf 9 x 9 viel länger.",
        ),
        group="game",
        restarts=True,
    )
    method: str = choice(
        "alphazero",
        METHODS,
        label=Text("Generation", "Generation"),
        help=Text(
            "Who learns. AlphaGo imitates experts, then plays against itself, then learns what positions are worth (tic-tac-toe "
            "and Connect Four). In AlphaGo Zero the best network so far plays, and a new one has to win 55 % of a match against it; "
            "in AlphaZero the newest always plays. MuZero is not told the rules either: it looks ahead in a model of its own.",
            "Wer lernt. AlphaGo ahmt Meister nach, spielt dann gegen sich selbst und lernt zuletzt, was Stellungen wert sind "
            "(Tic-Tac-Toe und Vier gewinnt). In AlphaGo Zero spielt das bisher beste Netz, und ein neues muss 55 % eines Vergleichs gegen es holen; "
            "in AlphaZero spielt immer das neueste. MuZero kennt auch die Regeln nicht: Es schaut in einem eigenen Modell voraus.",
        ),
        group="game",
        restarts=True,
    )
    network: str = choice(
        "dense",
        NETWORKS,
        label=Text("Network", "Netz"),
        help=Text(
            "In a dense network every unit sees the whole board: quick, and enough for tic-tac-toe. A convolutional one looks "
            "for the same patterns everywhere; larger boards want it.",
            "In einem dichten Netz sieht jede Einheit das ganze Brett: schnell und genug für Tic-Tac-Toe. Ein Faltungsnetz "
            "sucht überall nach denselben Mustern; größere Bretter verlangen danach.",
        ),
        group="game",
        restarts=True,
    )
    weights: str = choice(
        "untrained",
        WEIGHTS,
        label=Text("Begin with", "Beginnen mit"),
        help=Text(
            "An untrained network knows nothing. A trained one comes with the program and plays well at once.",
            "Ein untrainiertes Netz weiß nichts. Ein trainiertes liegt dem Programm bei und spielt sofort gut.",
        ),
        group="game",
        restarts=True,
    )
    search: str = choice(
        "gumbel",
        VARIANTS,
        label=Text("Search in self-play", "Suche im Selbstspiel"),
        help=Text(
            "AlphaZero's own search chooses by Q + U and is kept curious by noise. Gumbel's root spends a few simulations so "
            "that its answer is better than the network's even with very few.",
            "AlphaZeros eigene Suche wählt nach Q + U und wird durch Rauschen neugierig gehalten. Gumbels Wurzel verteilt "
            "wenige Simulationen so, dass ihre Antwort selbst mit sehr wenigen besser ist als die des Netzes.",
        ),
        group="search",
    )
    simulations: int = whole(
        16,
        low=2,
        high=ROOM,
        label=Text("Simulations a move", "Simulationen je Zug"),
        help=Text(
            "How often the search of a self-play game looks ahead before each move.",
            "Wie oft die Suche in einer Selbstspielpartie vor jedem Zug vorausschaut.",
        ),
        group="search",
    )
    noise: float = real(
        0.25,
        low=0,
        high=1,
        label=Text("Noise", "Rauschen"),
        help=Text(
            "The share of random weights in the root's policy (Dirichlet noise), so that self-play tries what the network "
            "thinks little of.",
            "Der Anteil zufälliger Gewichte in der Strategie der Wurzel (Dirichlet-Rauschen), damit das Selbstspiel "
            "auch versucht, wovon das Netz wenig hält.",
        ),
        group="search",
        folded=True,
        when=("search", ("puct",)),
    )
    temperature_moves: int = whole(
        8,
        low=0,
        high=100,
        label=Text("Moves drawn by visits", "Nach Besuchen geloste Züge"),
        help=Text(
            "In the first moves of a game the move is drawn in proportion to the visits (temperature 1), later the most "
            "visited one is played.",
            "In den ersten Zügen einer Partie wird im Verhältnis der Besuche gelost (Temperatur 1), danach wird der am "
            "häufigsten besuchte Zug gespielt.",
        ),
        group="search",
        folded=True,
        when=("search", ("puct",)),
    )
    curious_moves: int = whole(
        200,
        low=0,
        high=200,
        label=Text("Moves with chance", "Züge mit Zufall"),
        help=Text(
            "In so many first moves of a game chance has a say at Gumbel's root; after that the best move is played, and the "
            "outcome says more about the position. 200: to the end of every game.",
            "In so vielen ersten Zügen einer Partie redet an Gumbels Wurzel der Zufall mit; danach wird der beste Zug gespielt, "
            "und der Ausgang sagt mehr über die Stellung. 200: bis zum Ende jeder Partie.",
        ),
        group="search",
        folded=True,
        when=("search", ("gumbel",)),
    )
    openings: float = real(
        1.0,
        low=0,
        high=1,
        label=Text("Random openings", "Zufällige Eröffnungen"),
        help=Text(
            "The share of games that begin with some moves drawn at random, so that positions are learned too which a good "
            "player would never reach. Nothing is learned from these moves themselves.",
            "Der Anteil der Partien, die mit einigen gelosten Zügen beginnen, damit auch Stellungen gelernt werden, in die "
            "ein guter Spieler nie käme. Aus diesen Zügen selbst wird nichts gelernt.",
        ),
        group="search",
        folded=True,
    )
    learning_rate: float = real(
        0.003,
        low=0.00001,
        high=0.1,
        marks=(0.0001, 0.0003, 0.001, 0.003, 0.01),
        label=Text("Learning rate", "Lernrate"),
        help=Text("The size of the steps at the beginning.", "Die Größe der Schritte am Anfang."),
        group="training",
    )
    trust: float = real(
        1.0,
        low=0,
        high=1,
        label=Text("Trust in the outcome", "Vertrauen in den Ausgang"),
        help=Text(
            "What a position is worth is learned from how its game ended (1, as in the papers), or also from what the search "
            "thought of the positions after it, the more the less this is: a mistake late in the game then says less of positions "
            "long before it.",
            "Was eine Stellung wert ist, wird aus dem Ausgang ihrer Partie gelernt (1, wie in den Aufsätzen) oder auch daraus, was "
            "die Suche von den Stellungen danach hielt, und zwar umso mehr, je kleiner dies ist: Ein später Fehler sagt dann weniger "
            "über Stellungen lange vor ihm.",
        ),
        group="training",
        folded=True,
        when=("method", ("alphago-zero", "alphazero")),
    )
    parallel: int = whole(
        64,
        low=64,
        high=4096,
        label=Text("Games side by side", "Partien nebeneinander"),
        help=Text(
            "How many games of self-play move on together. A processor is busy with 64; a graphics card wants a thousand.",
            "Wie viele Selbstspielpartien zugleich vorangehen. Ein Prozessor ist mit 64 ausgelastet; eine Grafikkarte will tausend.",
        ),
        group="training",
        folded=True,
        restarts=True,
        when=("method", ("alphago-zero", "alphazero", "muzero")),
    )
    planned: int = whole(
        256,
        low=1,
        high=1_000_000,
        label=Text("Planned iterations", "Geplante Iterationen"),
        help=Text(
            "Until then the learning rate falls along a cosine to a twentieth; one may go on with that.",
            "Bis dahin fällt die Lernrate entlang eines Kosinus auf ein Zwanzigstel; damit kann es weitergehen.",
        ),
        group="training",
    )
    reuse: int = whole(
        12,
        low=1,
        high=16,
        label=Text("Uses of a position", "Verwendungen je Stellung"),
        help=Text(
            "How many times on average a position of self-play is learned from.",
            "Wie oft im Mittel aus einer Stellung des Selbstspiels gelernt wird.",
        ),
        group="training",
        folded=True,
    )
    batch: int = whole(
        256,
        low=16,
        high=1024,
        label=Text("Positions in a step", "Stellungen je Schritt"),
        help=Text(
            "How many positions one step of learning looks at. Fewer make more steps of the same games, and noisier ones; "
            "MuZero sees five imagined moves behind each and does well with 64.",
            "Wie viele Stellungen ein Lernschritt ansieht. Weniger ergeben mehr Schritte aus denselben Partien, und "
            "ungenauere; MuZero sieht hinter jeder noch fünf vorgestellte Züge und kommt mit 64 gut zurecht.",
        ),
        group="training",
        folded=True,
    )
    symmetries: bool = flag(
        True,
        label=Text("Turn and mirror", "Drehen und spiegeln"),
        help=Text(
            "Each position is learned in one of the ways in which the board can be turned and mirrored; AlphaGo Zero did so, "
            "AlphaZero did not.",
            "Jede Stellung wird in einer der Lagen gelernt, in die sich das Brett drehen und spiegeln lässt; AlphaGo Zero "
            "tat das, AlphaZero nicht.",
        ),
        group="training",
        folded=True,
    )
    answer_simulations: int = whole(
        200,
        low=1,
        high=ANSWER_ROOM,
        label=Text("Simulations of an answer", "Simulationen einer Antwort"),
        help=Text(
            "How far the network may look ahead before it answers your move: 1 is the network's first impression.",
            "Wie weit das Netz vorausschauen darf, bevor es deinen Zug beantwortet: 1 ist der erste Eindruck des Netzes.",
        ),
        group="play",
    )
    turned_answers: bool = flag(
        False,
        label=Text("Judge turned boards too", "Auch gedrehte Bretter beurteilen"),
        help=Text(
            "In the search of an answer each position is judged in every way in which its board can be turned and mirrored, and the "
            "mean counts: stronger, and slower by as many times (two on Connect Four, eight on Go).",
            "In der Suche nach einer Antwort wird jede Stellung in allen Lagen beurteilt, in die sich ihr Brett drehen und spiegeln "
            "lässt, und das Mittel zählt: stärker und um so viele Male langsamer (zwei bei Vier gewinnt, acht bei Go).",
        ),
        group="play",
        folded=True,
        when=("method", ("alphago-zero", "alphazero")),
    )

    @property
    def side_by_side(self) -> int:
        """Games of self-play that move on together; AlphaGo's pipeline has a fixed count of its own."""
        return 64 if self.method == "alphago" else self.parallel
