# attack: none: a learner has added a line to the check cell, beside a right answer
# expected: describe 3 of 3, first_axis 1 of 1
# remark: the check of welcome/describe had been edited
# cell: check_describe
print("I wonder what comes")
check("welcome/describe", describe)
