"""The core: conversation, dispatch, jobs, storage, screens, and words."""
