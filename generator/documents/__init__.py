"""From a template to a document that may be published."""
