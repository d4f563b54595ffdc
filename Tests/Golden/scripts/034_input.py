name = input("Name? ")
age = int(input())
print(f"{name} will be {age + 1}")
while True:
    line = input("> ")
    if line == "quit": break
    try:
        print(int(line) * 2)
    except ValueError as e:
        print("error:", e)
try:
    input()
except EOFError as e:
    print("EOF:", e)
