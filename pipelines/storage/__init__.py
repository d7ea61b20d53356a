"""Releases in a bucket of S3-compatible storage: copied there whole, named by a pointer that is switched last, and read back.

``<place>/releases/<release_id>/…`` as in the output folder; ``<place>/current.json`` names the release that readers should take.
"""
