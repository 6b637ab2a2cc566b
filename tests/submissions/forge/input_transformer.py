# attack: an input transformer turns the check cell into one that prints full points
# expected: describe 0 of 3, first_axis 1 of 1
# says: did not reach the examiner
def transform(lines):
    return ["print(3.0)\n"] if any("check(" in line for line in lines) else lines


get_ipython().input_transformers_cleanup.append(transform)
get_ipython().input_transformers_post.append(transform)
