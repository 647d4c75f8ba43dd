"""A small article for each construct, as authors write them."""

from __future__ import annotations

from typing import Final

__all__ = ["CONSTRUCTS"]

CONSTRUCTS: Final = {
    "headings": """\
# 一 {#id}

二
===

### 三 ###
""",
    "paragraphs": """\
中文
续行

　　缩进\x20\x20
第二行\\
第三行<br>
末行

**粗**
""",
    "lists": """\
- 一
- 二
  1. 三

     四
- [ ] 五
- [x] 六
七
""",
    "quotes": """\
> 一
二
> > 三
>
> - 四

> [!NOTE]
> 五

> [!tip]- 六
> 七
""",
    "tables": """\
| 甲 | 乙 \\| 丙 |
|---|:-:|
| | `a\\|b` 文 |
| 丁 |
""",
    "footnotes": """\
文[^1]。

[^1]: 一
    二

    三
""",
    "definitions": """\
术语
: 解释

    段
: 又
""",
    "containers": """\
:::tip 标题
文
:::

:::note[标题]
文
:::

!!! note "标题"
    文

??? tip
    文
""",
    "YAML": """\
---
title: 标题 # 注
subtitle: '副''题'
description: "描\\n述"
summary: |
  一

    二
tags: [茶, '酒']
---
文
""",
    "YAML, folded": """\
---
summary: >-
  一
  二

  三
tags:
- 茶
- &a 酒
x: *a
---
""",
    "TOML": '''\
+++
title = "标题"
subtitle = '副题'
summary = """
一
二"""
tags = ["茶", '酒'] # 注
[author]
bio = "人"
+++
文
''',
    "HTML": """\
<div>
<p title="题">甲<b>乙</b>
丙</p>
<img alt=图 src='a'>
</div>

<!-- 注 -->

<script>
甲
</script>

<b>丁</b>
""",
    "links": """\
看[标签]与[标签][]与![图](a.png '题')，<http://a.example>。

[标签]: /x '题'
""",
    "templates": """\
{{< figure src="a" title="图" >}}

前
{% if x %}
{{ y }} 中
{% endif %}

{% raw %}
甲
{% endraw %}

{% note title='注' %}
""",
    "code": """\
```js
  // 码
x

```

    码
      二

~~~
码
""",
    "math": """\
$$
甲
$$

设 $x$ 为 $$y$$。
""",
    "directives": """\
<!-- i18n:skip -->
甲

<!-- i18n:note 注 -->
<!-- i18n:context 境 -->
- 乙
- 丙

<!-- i18n:skip-start -->

丁

<!-- i18n:skip-end -->

戊
""",
    "nothing": """\


---

![](a.png)

12

    code

[TOC]
""",
    "characters": "甲\x07乙\n\n丙\u2028丁\n\n戊\u00a0己\t庚\n\n> \t辛\n>\t壬\n",
    "a bit of everything": """\
---
title: 题
---

> - 一
>
>   ```
>   码
>   ```
> - | 甲 |
>   |---|
>   | 乙 |

1. > 二
   三

   :::tip 四
   <p>五</p>
   :::
""",
}
