"""The window: shows what the vault holds, tells the pipeline what to do. The only folder that imports Qt."""

from muniment.gui.immortal import keep_singletons

keep_singletons()  # before the first call of Qt, whoever makes it
