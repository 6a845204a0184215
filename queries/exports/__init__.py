"""Forms in which plans leave the store, one module a form."""
