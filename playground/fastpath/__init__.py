"""A plan: the same learning as `learner.py`, prepared once, so that a step costs little more than its sums.

On a small network nearly all of a step's time goes into *calling* NumPy, not into arithmetic. So the plan
allocates every array once, makes every view and every call once, and a step merely runs the list:

    forward.py  z and a of all layers     activations.py  f and f′, written into given arrays
    sweep.py    forward and backward      losses.py       the first delta
    update.py   from the gradient to θ    optimisers.py   the move of θ
    course.py   the batches of one size   pieces.py       a batch cut to stay in cache
    plan.py     what the trainer talks to forecast.py     predictions, for scores
                                          survey.py       z and a of all neurons, for pictures

Nothing here is a second definition: a row of a table that has no fast form is run by its own formula,
and a test holds every step of a plan against the same step of `Learner`.
"""

from playground.fastpath.forecast import Forecast
from playground.fastpath.plan import Plan
from playground.fastpath.survey import Survey

__all__ = ["Forecast", "Plan", "Survey"]
