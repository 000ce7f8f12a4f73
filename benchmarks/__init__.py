"""How fast and how good, measured. Run one as: python -m benchmarks.training"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mlforkids.settings")
django.setup()
