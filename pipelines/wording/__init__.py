"""What the command line says, in the language of whoever reads it.

Here belong the choice of the language and the Chinese sentences (``zh.yaml``). The English ones stand where they are said, in code.
"""
