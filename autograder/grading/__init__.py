"""`workbook grade`: submissions in, gradebook, grades, results and feedback out.

The way of one submission: `submissions` finds it, `repair` makes it runnable without losing anybody's
work, `execute` runs it (in worker processes), `scores` reads the verdicts, `gradebook` enters them through
nbgrader, `outputs` writes what an instructor reads. `grade` joins the steps.
"""
