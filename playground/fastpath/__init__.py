"""The fast path: the same learning as `engine/learner.py`, prepared once, so that a step costs little more
than its sums. Training, scores and pictures run this; the engine is what it is held to.

On a small network nearly all of a step's time goes into *calling* NumPy, not into arithmetic. So every array
is allocated once, every view and every call is made once, and a step merely runs the list of calls.

    ops.py        a call, the views it takes, and where to cut rows so that they stay in cache
    kernels.py    fast forms of the activations and of the losses: calls that write into given arrays
    passes.py     forward; forward and backward; the same in pieces
    updates.py    from the gradient to θ: penalty, clipping, and the optimiser's move
    prepared.py   a learner with its batches ready to run: what the trainer calls
    inference.py  z and a of every neuron for given rows: scores and pictures

Nothing here is a second definition: a row of a table that has no fast form is run by its own formula, and
`tests/fastpath` holds every step to the same step of `Learner`, over all tables, to 1e-12.

Memory. The engine holds a layer as (rows, units). Here it lies as (units, rows), all layers of a network in
one block, and below the units of each layer stands a line of ones. In θ the bias b follows its W, so [W; b]
is one matrix, and z = [W; b]ᵀ·[a; 1] is one product. For 2-4-1 with a batch of 10 rows:

        θ   │ w w w w w w w w │ b b b b │ w w w w │ b │     17 numbers: [W¹; b¹] is (3, 4), [W²; b²] is (5, 1)

    a_block │ a¹₁ of each row   · · · · · · · · · · │ line 0     z_block and deltas have the same lines
            │ a¹₂                                   │ line 1
            │ a¹₃                                   │ line 2
            │ a¹₄                                   │ line 3
            │ 1                 1 1 1 1 1 1 1 1 1 1 │ line 4     what b² is multiplied with
            │ a²₁ = ŷ           · · · · · · · · · · │ line 5
            │ 1                                     │ line 6     of the last layer: not used

One step of 2-4-1 (tanh, log loss, SGD, a batch of 10 rows) is 14 calls:

     1  z¹ ← [W¹; b¹]ᵀ·[x; 1]                    first product; the rows lie ready with their ones
     2  a¹ ← tanh z¹
     3  z² ← [W²; b²]ᵀ·[a¹; 1]
     4-7  ŷ ← σ(z²)                              ½z, tanh, + 1, ·½
     8  δ² ← ŷ − y
     9-10  z¹ ← f′ = 1 − a¹²                     written over z¹, which is needed no more
    11  ∂/∂[W²; b²] ← [a¹; 1]·δ²ᵀ                into the flat gradient, by a view
    12  δ¹ ← W²·δ²                               the old W²
    13  δ¹ ← δ¹·f′
    14  ∂/∂[W¹; b¹] ← [x; 1]·δ¹ᵀ

and then θ ← θ − (α/10)·gradient in two more. A mean over N rows is a sum divided by N: the division is left
to the end, where it is one factor for all of them.
"""

from playground.fastpath.inference import Inference
from playground.fastpath.prepared import PreparedLearner

__all__ = ["Inference", "PreparedLearner"]
