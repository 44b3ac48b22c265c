"""From AlphaGo to MuZero: search and self-play that can be watched, beaten and taken apart.

Silver et al. 2016 (AlphaGo), 2017 (AlphaGo Zero), 2018 (AlphaZero), Schrittwieser et al. 2020 (MuZero), Danihelka et al.
2022 (Gumbel). Each generation trains live (`generations`), on games that two processor cores can learn. Search and rules
are mctx's and pgx's; what differs from the papers stands at the top of each file.
"""

from __future__ import annotations

from typing import Any

from neurarium.lab.contract import Export, Lab, Reading
from neurarium.lab.text import Text
from neurarium.labs.games.actions import ACTIONS
from neurarium.labs.games.pictures import PICTURES
from neurarium.labs.games.settings import GROUPS, GamesSettings
from neurarium.labs.games.state import Games

TIC_TAC_TOE = ("game", ("tic-tac-toe",))
ALPHAGO = ("method", ("alphago",))


# What trains is imported when a run starts, and with it JAX: a lab that is only listed costs nothing.
def _start(settings: GamesSettings, seed: int) -> Games:
    from neurarium.labs.games import training

    return training.start(settings, seed)


def _advance(settings: GamesSettings, state: Games, steps: int) -> Games:
    from neurarium.labs.games import training

    return training.advance(settings, state, steps)


def _measure(settings: GamesSettings, state: Games) -> dict[str, float]:
    from neurarium.labs.games import training

    return training.readings(settings, state)


def _verify(settings: GamesSettings, state: Games) -> None:
    from neurarium.labs.games import training

    training.verify(settings, state)


def _change(state: Games, old: GamesSettings, new: GamesSettings, seed: int) -> Games:
    from neurarium.labs.games import training

    return training.change(state, old, new, seed)


def _remedy(settings: GamesSettings) -> dict[str, Any]:
    return {"learning_rate": settings.learning_rate / 10}


def _weights(_: GamesSettings, state: Games) -> bytes:
    from safetensors.numpy import save

    return save(state.playing)


LAB = Lab(
    id="games",
    title=Text("From AlphaGo to MuZero", "Von AlphaGo zu MuZero"),
    promise=Text(
        "A network learns a game by playing against itself; watch it think, and try to beat it.",
        "Ein Netz lernt ein Spiel, indem es gegen sich selbst spielt; man sieht ihm beim Denken zu und kann es schlagen.",
    ),
    unit=Text("iteration", "Iteration"),
    units=Text("iterations", "Iterationen"),
    Settings=GamesSettings,
    State=Games,
    start=_start,
    advance=_advance,
    measure=_measure,
    readings={
        "optimal_search": Reading(
            Text("Optimal with search", "Optimal mit Suche"),
            Text(
                "The share of all 4,520 positions of tic-tac-toe in which the move found by the search (without noise) keeps "
                "what the position is worth. Measured every 16 iterations.",
                "Der Anteil aller 4.520 Stellungen von Tic-Tac-Toe, in denen der Zug der Suche (ohne Rauschen) erhält, was die "
                "Stellung wert ist. Gemessen alle 16 Iterationen.",
            ),
            lower_is_better=False,
            percent=True,
            when=TIC_TAC_TOE,
        ),
        "optimal_network": Reading(
            Text("Optimal without search", "Optimal ohne Suche"),
            Text(
                "The same for the move that the network alone likes best.",
                "Dasselbe für den Zug, der dem Netz allein am besten gefällt.",
            ),
            lower_is_better=False,
            percent=True,
            when=TIC_TAC_TOE,
        ),
        "score_random": Reading(
            Text("Score against random", "Punkte gegen Zufall"),
            Text(
                "Points by games (a draw is half a point) of the network without search in 64 games against a random mover, "
                "colours exchanged, two random moves first.",
                "Punkte je Partie (ein Unentschieden zählt halb) des Netzes ohne Suche in 64 Partien gegen einen "
                "Zufallsspieler, mit getauschten Farben und zwei gelosten Zügen am Anfang.",
            ),
            lower_is_better=False,
            percent=True,
        ),
        "elo": Reading(
            Text("Elo", "Elo"),
            Text(
                "Playing strength of the last remembered network without search; the first one has 0. Each is measured "
                "against the one before in 64 games.",
                "Spielstärke des zuletzt gemerkten Netzes ohne Suche; das erste hat 0. Jedes wird in 64 Partien am vorigen "
                "gemessen.",
            ),
            lower_is_better=False,
        ),
        "policy_loss": Reading(
            Text("Policy loss", "Strategiefehler"),
            Text(
                "Cross-entropy between what the search said (of AlphaGo: what the expert played) and what the network says, in nats; 0 "
                "before the first step.",
                "Kreuzentropie zwischen dem, was die Suche sagte (bei AlphaGo: was der Meister zog), und dem, was das Netz sagt, in "
                "Nat; 0 vor dem ersten Schritt.",
            ),
            lower_is_better=True,
        ),
        "value_loss": Reading(
            Text("Value loss", "Wertfehler"),
            Text(
                "Mean square of the difference between the outcome of the game (1, 0, -1) and what the network expected.",
                "Mittleres Quadrat des Abstands zwischen dem Ausgang der Partie (1, 0, -1) und dem, was das Netz erwartete.",
            ),
            lower_is_better=True,
        ),
        "games": Reading(
            Text("Games", "Partien"), Text("Self-play games that are over.", "Selbstspielpartien, die beendet sind.")
        ),
        "imitation_accuracy": Reading(
            Text("Experts' moves guessed", "Züge der Meister erraten"),
            Text(
                "How often the likeliest move of the imitated policy is the expert's, in games that it did not learn from; 0 "
                "before the first measurement.",
                "Wie oft der wahrscheinlichste Zug der nachgeahmten Strategie der des Meisters ist, in Partien, aus denen sie "
                "nicht gelernt hat; 0 vor der ersten Messung.",
            ),
            lower_is_better=False,
            percent=True,
            when=ALPHAGO,
        ),
        "rollout_accuracy": Reading(
            Text("Guessed by the fast policy", "Von der schnellen Strategie erraten"),
            Text(
                "The same for the rollout policy, which only sees small patterns.",
                "Dasselbe für die Ausspielstrategie, die nur kleine Muster sieht.",
            ),
            lower_is_better=False,
            percent=True,
            when=ALPHAGO,
        ),
        "score_imitated": Reading(
            Text("Self-play against imitation", "Selbstspiel gegen Nachahmung"),
            Text(
                "Points by games (a draw is half a point) of the policy that learned by self-play against the imitated one in "
                "128 games, both drawing their moves, without search; one half as long as they are the same.",
                "Punkte je Partie (ein Unentschieden zählt halb) der im Selbstspiel gelernten Strategie gegen die nachgeahmte in "
                "128 Partien, beide mit gelosten Zügen und ohne Suche; ein halber, solange sie dieselbe sind.",
            ),
            lower_is_better=False,
            percent=True,
            when=ALPHAGO,
        ),
        "value_error": Reading(
            Text("Value error, new games", "Wertfehler, neue Partien"),
            Text(
                "Mean square of the difference between outcome and value at positions of games that the value network did not "
                "learn from; 0 before the first measurement.",
                "Mittleres Quadrat des Abstands zwischen Ausgang und Wert in Stellungen aus Partien, aus denen das Wertnetz nicht "
                "gelernt hat; 0 vor der ersten Messung.",
            ),
            lower_is_better=True,
            when=ALPHAGO,
        ),
    },
    pictures=PICTURES,
    verify=_verify,
    actions=ACTIONS,
    exports={"weights": Export(Text("Weights", "Gewichte"), ".safetensors", _weights)},
    change=_change,
    remedy=_remedy,
    groups=GROUPS,
    room=18,
    takes=Text("live, 1 minute", "live, 1 Minute"),
    poster=("poster", "map"),
)
