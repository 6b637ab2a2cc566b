# attack: a transformer of syntax trees puts a number in the place of the call of check
# expected: describe 0 of 3, first_axis 1 of 1
# says: did not reach the examiner
import ast


class NoCheck(ast.NodeTransformer):
    def visit_Call(self, node):
        return ast.copy_location(ast.Constant(3.0), node) if getattr(node.func, "id", "") == "check" else node


get_ipython().ast_transformers.append(NoCheck())
