"""The machine: conversation, dispatch, jobs, storage, screens, and words."""
