"""What tests share: real things in small. Nothing here stands in for code of ours.

==============================  ==========================================================================
``command_line``                the program as a process of its own, with its output and exit code
``pipeline_bench``              a pipeline with real workers, and the events that it tells
``program_copy``                a copy of the program, on which a recipe of docs/extend.md is carried out
``reader_contract``             what every reader promises; a test class inherits it and makes a document
``fetch_host``                  a host of models and a proxy on the loopback, which misbehave as told
``small_disk``                  a disk that is full, by a limit on the size of files (POSIX)
``documents/``                  documents and facts
  ``drawn_page``                pages as drawings in text: a column of the drawing is a column of the page
  ``drawn_pdf``                 PDFs whose text stands where a test says, or built object by object
  ``made_pdf made_docx made_html``  files of each format, inline XBRL with what is true of it
  ``made_covers``               first pages of many kinds of documents
  ``paper``                     pages and tables for the analysis, without a reader
  ``statements_on_paper``       the statements of an invented company, which foot
  ``tagged_document``           a web page with tags as the analysis gets it
  ``made_figures``              facts by hand: a concept, a number, a period
  ``printed``                   what is printed on the pages of a PDF, by pdfium alone
``models/``                     models with random weights, written while the tests run
  ``tiny_gguf``                 a model of every family, 0.4 MB; ``tiny_tensors``, ``tiny_templates``: its parts
  ``tiny_embedder tiny_adapter``  a model of meanings; a LoRA adapter
  ``earned``                    a folder of models in which one has passed its exam
``window/``                     the window
  ``gui_hands``                 dropping, selecting, and where the light is
  ``gui_keys``                  dialogs of keys: prove one, write a recovery code down
  ``gui_facts``                 facts by hand, as they are shown
==============================  ==========================================================================

Whole synthetic filings with their truth come from ``synth`` (``dev/synth``), a keyring in memory from
``prove.vault_keys.memory_ring``. Helpers of one package's tests lie beside them (``tests/vault/made.py``).
"""
