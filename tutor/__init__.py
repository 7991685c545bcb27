"""A keyboard-driven tutor in the terminal about activations, initialization and gradients."""

__version__ = "0.1.0"
