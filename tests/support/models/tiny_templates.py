"""Chat templates in the style of each family, of our own writing: its markers, its roles, its switches, and nothing more."""

from __future__ import annotations

CHATML = """\
{%- for message in messages -%}
<|im_start|>{{ message.role }}
{{ message.content }}<|im_end|>
{% endfor -%}
{%- if add_generation_prompt %}<|im_start|>assistant
{% endif -%}"""

# a text of its own where nobody gives one
QWEN2 = (
    """\
{%- if messages[0].role != 'system' %}<|im_start|>system
You are Qwen.<|im_end|>
{% endif -%}
"""
    + CHATML
)

# thinks unless it is told not to
QWEN3 = CHATML.replace(
    "<|im_start|>assistant\n",
    "<|im_start|>assistant\n{% if enable_thinking is defined and not enable_thinking %}<think>\n\n</think>\n\n{% endif %}",
)

# has begun to think unless it is told not to; contents are trimmed
QWEN35 = """\
{%- for message in messages -%}
<|im_start|>{{ message.role }}
{{ message.content | trim }}<|im_end|>
{% endfor -%}
{%- if add_generation_prompt %}<|im_start|>assistant
{% if enable_thinking is defined and enable_thinking is false %}<think>

</think>

{% else %}<think>
{% endif %}{% endif -%}"""

LLAMA2 = """\
{%- set given = messages[0].content if messages[0].role == 'system' else '' -%}
{%- for message in messages if message.role != 'system' -%}
{%- if (message.role == 'user') != (loop.index0 is even) -%}{{- raise_exception('roles must take turns') -}}{%- endif -%}
{%- if message.role == 'user' -%}
{{- bos_token ~ '[INST] ' -}}
{%- if loop.first and given -%}{{- '<<SYS>>\\n' ~ given ~ '\\n<</SYS>>\\n\\n' -}}{%- endif -%}
{{- message.content | trim ~ ' [/INST]' -}}
{%- else -%}{{- ' ' ~ message.content | trim ~ ' ' ~ eos_token -}}{%- endif -%}
{%- endfor -%}"""

LLAMA3 = """\
{{- bos_token -}}
<|start_header_id|>system<|end_header_id|>

Today Date: {{ date_string or strftime_now('%d %b %Y') }}
{% for message in messages -%}
{% if message.role == 'system' -%}
{{ message.content | trim }}<|eot_id|>
{%- else -%}
{% if loop.first %}<|eot_id|>{% endif %}<|start_header_id|>{{ message.role }}<|end_header_id|>

{{ message.content | trim }}<|eot_id|>
{%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt %}<|start_header_id|>assistant<|end_header_id|>

{% endif -%}"""

MISTRAL = """\
{{- bos_token -}}
{%- for message in messages -%}
{%- if (message.role == 'user') != (loop.index0 is even) -%}
{{- raise_exception('roles must take turns') -}}
{%- endif -%}
{%- if message.role == 'user' -%}[INST] {{ message.content }} [/INST]
{%- else -%}{{ ' ' ~ message.content }}{{ eos_token }}{%- endif -%}
{%- endfor -%}"""

# asks for thoughts where nobody gives a system's text
MINISTRAL = """\
{{- bos_token -}}
[SYSTEM_PROMPT]{{ messages[0].content if messages[0].role == 'system' else 'Think: [THINK]...[/THINK]' }}[/SYSTEM_PROMPT]
{%- for message in messages if message.role != 'system' -%}
{%- if (message.role == 'user') != (loop.index0 is even) -%}{{- raise_exception('roles must take turns') -}}{%- endif -%}
{%- if message.role == 'user' -%}[INST]{{ message.content }}[/INST]
{%- else -%}{{ message.content ~ eos_token }}{%- endif -%}
{%- endfor -%}"""

PHI3 = """\
{%- for message in messages -%}
<|{{ message.role }}|>
{{ message.content }}<|end|>
{% endfor -%}
{{- '<|assistant|>\n' if add_generation_prompt else eos_token -}}"""

PHI4 = """\
{%- for message in messages -%}
<|{{ message.role }}|>{{ message.content }}<|end|>
{%- endfor -%}
{{- '<|assistant|>' if add_generation_prompt else eos_token -}}"""

GEMMA2 = """\
{{- bos_token -}}
{%- if messages[0].role == 'system' -%}{{- raise_exception('no system role') -}}{%- endif -%}
{%- for message in messages -%}
<start_of_turn>{{ 'model' if message.role == 'assistant' else message.role }}
{{ message.content | trim }}<end_of_turn>
{% endfor -%}
{%- if add_generation_prompt %}<start_of_turn>model
{% endif -%}"""

# takes a system's text and writes it into the first turn
GEMMA3 = """\
{{- bos_token -}}
{%- set given = messages[0].content ~ '\n\n' if messages[0].role == 'system' else '' -%}
{%- for message in messages if message.role != 'system' -%}
<start_of_turn>{{ 'model' if message.role == 'assistant' else message.role }}
{{ given if loop.first }}{{ message.content | trim }}<end_of_turn>
{% endfor -%}
{%- if add_generation_prompt %}<start_of_turn>model
{% endif -%}"""

GEMMA4 = """\
{{- bos_token -}}
{%- for message in messages -%}
<|turn>{{ 'model' if message.role == 'assistant' else message.role }}
{{ message.content | trim }}<turn|>
{% endfor -%}
{%- if add_generation_prompt %}<|turn>model
{% if not enable_thinking | default(false) %}<|channel>thought
<channel|>{% endif %}{% endif -%}"""

GRANITE = """\
{%- if messages[0].role != 'system' -%}
<|start_of_role|>system<|end_of_role|>You are a helpful assistant.<|end_of_text|>
{% endif -%}
{%- for message in messages -%}
<|start_of_role|>{{ message.role }}<|end_of_role|>{{ message.content }}<|end_of_text|>
{% endfor -%}
{%- if add_generation_prompt %}<|start_of_role|>assistant<|end_of_role|>{% endif -%}"""

SMOLLM3 = """\
{%- set thinking = enable_thinking | default(true) -%}
<|im_start|>system
Reasoning: {{ '/think' if thinking else '/no_think' }}
{% if messages[0].role == 'system' %}{{ messages[0].content.replace('/think', '').rstrip() }}
{% endif %}<|im_end|>
{% for message in messages if message.role != 'system' -%}
{%- if message.role == 'assistant' -%}
{% generation %}<|im_start|>assistant
{{ message.content }}<|im_end|>
{% endgeneration %}
{%- else -%}
<|im_start|>{{ message.role }}
{{ message.content }}<|im_end|>
{% endif -%}
{%- endfor -%}
{%- if add_generation_prompt %}<|im_start|>assistant
{% if not thinking %}<think>

</think>
{% endif %}{% endif -%}"""
