"""What only building and grading need. Learners' notebooks never import this package."""

import sys

# jsonschema, which every reading of a notebook imports, imports this parser of internationalised addresses
# when it is there: 2.5 s for each process. No notebook has such an address; without it jsonschema skips the test.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
