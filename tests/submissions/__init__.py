"""Hostile and broken submissions, and what each of them must get.

Every file in the folders here is one submission of module 00_welcome::

    # attack: what it tries, in a sentence
    # expected: describe 0 of 3, first_axis 1 of 1
    # says: time limit                  (regular expression; each exercise without full points must say so)
    # remark: stands twice              (optional: what the instructor must be told about the submission)
    # not shown: root:x:                (optional: text that neither feedback nor notebook may hold)

Below it stands the answer of welcome/describe, or several cells, each under a line `# cell: NAME`, where NAME is one
of `notebooks.CELLS` ("describe", "check_describe", ...) or "before NAME" or "after NAME" for a new one; or a function
`make(folder, notebook)` that writes whatever it likes into the submission's folder. All other cells are solved right.

An attack that could earn points runs `exec(RIGHT_ANSWER)` only once it has succeeded: no points, no success.
"describe 0 or 3 of 3" is for attacks on one's own kernel where both are fair. Nothing here is safe to run outside the
sandbox.

    folder     the attack is on
    steal      what must stay secret: expected values, other students' work, the grader's environment
    forge      the verdict: faked cards, changed checks, values that lie
    socket     the examiner, through its socket
    exhaust    time, memory, disk, processes, output
    crash      the kernel, and its conversation with the grader
    escape     the walls: files, processes, network, namespaces outside
    notebook   whoever reads the notebook: the pipeline, and people in a browser
"""
