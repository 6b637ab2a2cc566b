# attack: replaces the kernel's own way to run a cell by one that does nothing and reports success
# expected: describe 0 of 3, first_axis 1 of 1
# says: did not reach the examiner
from ipykernel.ipkernel import IPythonKernel


async def do_execute(self, *args, **kwargs):
    return {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}}


IPythonKernel.do_execute = do_execute
