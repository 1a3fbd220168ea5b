"""The knowledge folder, read strictly into a frozen knowledge base. `yaml` is imported here only."""
