"""One sound question of each kind, ways to change it, and its right answer."""

from __future__ import annotations

import tomllib
from typing import Any

import msgspec

from tutor.quiz.keys import fulfilled, keyed_number, matching_cells, right_options
from tutor.quiz.questions import (
    Explain,
    Formula,
    Matching,
    MultipleChoice,
    MultipleSelect,
    Numeric,
    Ordering,
    Predict,
    Question,
    ShortAnswer,
    TrueFalse,
)
from tutor.quiz.responses import Chosen, Judged, Matched, Ordered, Response, Ticked, Typed

COMMON = {"explanation": "Because.", "tests": "slopes", "hints": ["Think of the slope.", "Then multiply."]}

SAMPLES = tomllib.loads(r"""
[multiple-choice]
type = "multiple-choice"
id = "leaky-delta"
prompt = '''A leaky ReLU (0.1 below zero) has $\partial L/\partial a = {{error}}$ and $z = -3$. $\delta = ?$'''
params.error = { choices = [0.8, 0.4] }
verify = "close(error * leaky_relu_slope(-3, 0.1), error / 10)"
answers = [
    { text = "{{error}}", feedback = "The gate is not open below zero.", misconception = "gate-open" },
    { text = "{{= error * 0.1}}", correct = true },
    { text = "0", feedback = "That would be ReLU." },
    { text = "{{= -0.3 * error}}", feedback = "That multiplies by the value; the slope is wanted." },
]

[multiple-select]
type = "multiple-select"
id = "exploding-signs"
prompt = "Signs of exploding gradients?"
answers = [
    { text = "the loss jumps to nan", correct = true, feedback = "Overflow." },
    { text = "the gradient norm grows a thousandfold", correct = true },
    { text = "the loss stays at $\\ln K$", feedback = "That is vanishing, or dead.", misconception = "stuck-explodes" },
    { text = "weights are huge after one update", correct = true },
]

[true-false]
type = "true-false"
id = "big-weights"
prompt = "Since the slope is at most 1/4, weights of size 4 cancel vanishing in sigmoid nets."
answer = false
reasons = [
    { text = "Size 4 suffices only at the very centre, and large weights leave it.", correct = true },
    { text = "Weights are not in the product.", feedback = "They are.", misconception = "slopes-only" },
]

[numeric]
type = "numeric"
id = "best-product"
prompt = "By which factor can {{k}} sigmoid slopes multiply an error at most?"
params.k = { choices = [3, 5, 8, 10, 20] }
expr = "0.25**k"
verify = "sigmoid_slope(0)**k"
tolerance = "2%"
mistakes = [
    { expr = "0.5**k", feedback = "That is the value at 0; the slope is wanted.", misconception = "value-for-slope" },
    { expr = "k / 4", feedback = "Factors multiply, they do not add." },
]

[short-answer]
type = "short-answer"
id = "xavier-by"
prompt = "Which scheme sets the variance to 1/fan_avg?"
accept = ["Xavier", "Glorot"]
accept_regex = "(xavier|glorot)[ -]?init(ialization)?"

[explain]
type = "explain"
id = "stuck-at-half"
prompt = "Sigmoid activations have rms 0.51 in all of 50 layers. Why does the net not learn?"
model_answer = "The rms is just the mean 0.5. Differences between inputs vanish, and the gradients are near 1e-31."
ideas = [
    { idea = "the rms is the mean", keywords = ["mean", "average"], feedback = "0.51 is nearly all mean." },
    { idea = "differences between inputs vanish", keywords = ["difference", "all inputs look alike"] },
    { idea = "gradients are tiny", keywords = ["gradient", "error signal"] },
]

[ordering]
type = "ordering"
id = "delta-ratios"
prompt = "Order by the slope at 0, smallest first."
items = [
    { text = "sigmoid", expr = "sigmoid_slope(0)" },
    { text = "GELU", expr = "gelu_slope(0)" },
    { text = "SiLU", expr = "silu_slope(0)" },
    { text = "tanh", expr = "tanh_slope(0)" },
]

[matching]
type = "matching"
id = "schemes"
prompt = "Scheme, variance, made for?"
rows = [
    ["Xavier", "1/fan_avg", "tanh"],
    ["He", "2/fan_in", "ReLU"],
    ["LeCun", "1/fan_in", "SELU"],
    ["Kaiming", "2/fan_in", "ReLU"],
]
distractors = ["softmax"]

[formula]
type = "formula"
id = "sigmoid-slope"
prompt = "Write the slope of the sigmoid at $z$."
answer = "sigmoid(z) * (1 - sigmoid(z))"
verify = "sigmoid_slope(z)"
vars = ["z"]

[predict]
type = "predict"
id = "gelu-under-he"
prompt = "GELU with He weights, depth 50: the rms at the top?"
runs = [{ name = "gelu", lab = "propagate", params = { activation = "gelu", depth = 50 } }]
observe = "Where does the curve go?"
answers = [
    { text = "near 1", when = "0.3 < rms < 3", feedback = "He is made for ReLU." },
    { text = "near 2e-5", when = "rms <= 0.3" },
    { text = "near 100", when = "rms >= 3" },
]

[predicted-number]
type = "predict"
id = "ratio-of-two"
prompt = "By which factor is the gradient of the one larger?"
runs = [{ name = "he", lab = "propagate" }, { name = "xavier", lab = "propagate" }]
metric = "he_norm / xavier_norm"
tolerance = "20%"
""")

KINDS_OF_SAMPLES = tuple(SAMPLES)
OUTCOMES = {"predict": {"rms": 2e-5}, "predicted-number": {"he_norm": 8.0, "xavier_norm": 2.0}}


def sample(kind: str, **changes: Any) -> Question:
    """The sample of that kind with some of its keys changed, removed where None is given."""
    table = {name: value for name, value in {**COMMON, **SAMPLES[kind], **changes}.items() if value is not None}
    return msgspec.convert(table, type=Question)


def right_response(question: Question, values: dict[str, Any], outcome: dict[str, float]) -> Response:
    """The answer that deserves full credit."""
    match question:
        case MultipleChoice() | MultipleSelect():
            return Chosen(right_options(question.answers))
        case TrueFalse():
            return Judged(question.answer, right_options(question.reasons)[0])
        case Numeric():
            return Typed(repr(keyed_number(question, values)))
        case ShortAnswer():
            return Typed(question.accept[-1])
        case Explain():
            return Ticked(question.model_answer, (True,) * len(question.ideas))
        case Ordering():
            return Ordered(tuple(range(len(question.items))))
        case Matching():
            width = len(matching_cells(question, values))
            return Matched(tuple((index,) * width for index in range(len(question.rows))))
        case Formula():
            return Typed(question.answer)
        case Predict():
            return Chosen(fulfilled(question, outcome)) if question.answers else Typed("4.5")
    raise AssertionError(question)
