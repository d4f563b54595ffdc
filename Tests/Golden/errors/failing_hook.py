import sys
def hook(*a): raise ValueError("hook failed")
sys.excepthook = hook
{}["orig"]
