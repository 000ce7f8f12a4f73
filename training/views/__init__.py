"""Pages of projects and of what the computer has learnt from them."""
