print("a", __name__, __package__); x = 1
