#!/usr/bin/env python
"""Django's command line for Balise."""

import os
import sys

from cms.console import main

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    main(sys.argv)
