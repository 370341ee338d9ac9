def find_accessory(word):
    return word.replace(" ", "_")
