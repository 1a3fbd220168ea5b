"""Question × KnowledgeBase → Answer: look up, compute, compare, recommend. Pure, and without text."""
