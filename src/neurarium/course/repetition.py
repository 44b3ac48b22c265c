"""When a question comes back: FSRS, as its published library schedules it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from fsrs import Card, Rating, Scheduler

HALF = 0.5
SOON = (timedelta(minutes=10),)
# No random spread, so that the same answers at the same times lead to the same days.
SCHEDULER = Scheduler(learning_steps=SOON, relearning_steps=SOON, enable_fuzzing=False)


def rating(share: float) -> Rating:
    """What FSRS calls an answer of which this share was right."""
    if share == 1:
        return Rating.Good
    return Rating.Hard if share >= HALF else Rating.Again


def reviewed(card: Card | None, share: float, at: datetime) -> Card:
    """The card after one more answer; None is a question that has not been answered before."""
    moment = at.astimezone(UTC)
    if card is not None and card.last_review is not None:
        moment = max(moment, card.last_review)  # a clock that was set back does not undo time
    before = card or Card(card_id=0, due=moment)
    return SCHEDULER.review_card(before, rating(share), moment)[0]
