"""Every lab as a list shows it, in the order of the course."""

from __future__ import annotations

from typing import Final, NamedTuple


class Entry(NamedTuple):
    """What a lab is for, in plain words."""

    name: str
    title: str
    blurb: str
    theory: tuple[str, ...] = ()  # the readouts that are computed for infinitely wide layers, not measured


ENTRIES: Final = (
    Entry("playground", "Playground", "A network of your own: every knob free, trained while you watch."),
    Entry("head-explorer", "Head explorer", "Three logits and a temperature: what softmax makes of them."),
    Entry("two-losses-race", "Two losses race", "The same neuron from the same mistake, once for each of two losses."),
    Entry("collapse-checker", "Collapse checker", "Two layers without a bend between them, against one layer."),
    Entry("xor-bench", "XOR bench", "Fifty starts of a small net: how many of them learn XOR."),
    Entry("hinge-painter", "Hinge painter", "Draw with ReLUs: each hinge changes the slope once."),
    Entry("region-counter", "Region counter", "The straight pieces of a ReLU net, counted: wide against deep."),
    Entry("gate-meter", "Gate meter", "One neuron learns from one mistake: how much error comes back to its weight."),
    Entry(
        "gradient-check",
        "Gradient check",
        "Nudge a weight by h to test a gradient: h can be too large, and too small.",
    ),
    Entry(
        "product-of-slopes",
        "Product of slopes",
        "A chain of neurons, one a layer: what depth leaves of a change at its start.",
    ),
    Entry(
        "depth-profile",
        "Depth profile",
        "An untrained deep network: the size of signal, error and gradient by layer.",
        theory=("delta_ratio_theory",),
    ),
    Entry("depth-race", "Depth race", "Deep networks learn side by side, live: who learns, who stalls, who explodes."),
    Entry("bias-graveyard", "Bias graveyard", "Push all biases down and count the units that never fire."),
    Entry("rate-killer", "Rate killer", "Raise the learning rate until it kills units."),
    Entry("resuscitate", "Resuscitate", "A net whose units all start dead, and the changes that may bring it back."),
    Entry(
        "activation-explorer",
        "Activation explorer",
        "What an activation makes of a number, and how steep it is there.",
    ),
    Entry("far-left", "Far left", "One unit starts deep on its flat side: see which activations come back."),
    Entry("shifted-inputs", "Shifted inputs", "Gradient descent on inputs whose mean is not zero."),
    Entry("mirror-test", "Mirror test", "ReLU and its mirror image, trained side by side."),
    Entry("sign-lock", "Sign lock", "How often all components of a weight gradient have one sign."),
    Entry("overflow-hunt", "Overflow hunt", "Naive formulas against stable ones: find the z that breaks them."),
    Entry("lost-updates", "Lost updates", "Steps too small for the precision: the weight does not move."),
    Entry("range-mismatch", "Range mismatch", "The output activation decides which targets can be reached."),
    Entry("forget-gate", "Forget gate", "How long a memory lasts behind a sigmoid gate."),
    Entry("symmetry", "Symmetry", "Equal units stay equal: starts with zeros, a constant, or at random."),
    Entry("scale-sweep", "Scale sweep", "From tiny to huge weights: where signals die and where they overflow."),
    Entry(
        "propagate",
        "Propagate",
        "Fifty layers predicted by one recursion, and measured.",
        theory=("activation_top_theory", "delta_ratio_theory"),
    ),
    Entry("find-the-gain", "Find the gain", "Tune the weights of an activation until its signal keeps its size."),
    Entry("default-autopsy", "Default autopsy", "A library's default start against He: what reaches layer 50."),
    Entry("same-variance", "Same variance", "Weights of one variance in five shapes: see whether the shape matters."),
    Entry("width-and-luck", "Width and luck", "Two hundred nets of one recipe: how far luck spreads them."),
    Entry("rescue-the-default", "Rescue the default", "A deep net that will not learn: one change is yours."),
    Entry("bn-by-hand", "Batch norm by hand", "A batch of numbers, normalized forward and backward."),
    Entry("train-or-eval", "Train or eval", "Batch statistics against running averages, at small batches."),
    Entry("rate-range", "Rate range", "Six learning rates at once, with batch norm and without."),
    Entry(
        "bn-explodes",
        "Batch norm explodes",
        "Batch norm and ReLU before training: the error signal grows by layer.",
    ),
    Entry("scale-invariance", "Scale invariance", "Multiply the weights below a batch norm, and see what changes."),
    Entry("clip-geometry", "Clip geometry", "Two ways to shorten a gradient; one of them turns it."),
    Entry("save-the-run", "Save the run", "A deep net that explodes, from eight starts: clip it."),
    Entry("floor-it", "Floor it", "A gradient that is never allowed to be small: see where descent ends."),
    Entry("adam-to-the-rescue", "Adam to the rescue", "Deep sigmoid nets: plain descent against Adam."),
    Entry("skip-or-not", "Skip or not", "Twenty layers with and without skip connections."),
    Entry("skip-scale", "Skip scale", "Fifty residual layers before training: how the branch must be scaled."),
    Entry("temperature", "Temperature", "One number that makes probabilities honest and changes no answer."),
    Entry(
        "overtraining-clock",
        "Overtraining clock",
        "Train on and on with few noisy examples: what the loss does not show.",
    ),
    Entry(
        "shift-dial", "Shift dial", "Turn the test data away from the training data: see whether confidence follows."
    ),
    Entry("far-away", "Far away", "How sure a net is of points far from all it has seen."),
    Entry("group-audit", "Group audit", "A good average can hide a small group: count them apart."),
    Entry("mystery-runs", "Mystery runs", "Eight broken runs: find the cause, then the cure."),
)
