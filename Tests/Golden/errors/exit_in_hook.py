import sys
def hook(*a): sys.exit(7)
sys.excepthook = hook
{}["orig"]
