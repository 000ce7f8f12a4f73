"""What makes files that the repository ships. Run one as: python -m tools.letters"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mlforkids.settings")
django.setup()
