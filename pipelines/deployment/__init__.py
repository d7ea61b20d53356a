"""What a deployment needs beside the package: Dockerfile, compose.yaml, systemd units, a file of settings, and the one way to start.

docs/deployment.md says how they are used.
"""
