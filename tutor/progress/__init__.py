"""Answers -> database -> mastery: what the learner did, kept safe, and what it says about what they can do."""
