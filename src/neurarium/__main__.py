import sys

from neurarium.cli import main

sys.exit(main())
