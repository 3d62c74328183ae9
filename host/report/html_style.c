/* SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-or-later
 * The look of the page: quiet, readable in light and dark, on paper and on a phone. */
#include "host/report/html.h"

#define LIGHT                                                                                      \
    "--ink:#1b2129;--soft:#55606b;--paper:#fff;--card:#f6f8fa;--line:#d5dbe1;--link:#0b57a4;"      \
    "--good:#176b32;--good-bg:#ddf6e3;--bad:#ab1f12;--bad-bg:#fde7e3;--warn:#7a5000;"              \
    "--warn-bg:#fdf0cc;--none:#55606b;--none-bg:#eceff2;--off:#dde2e7"
#define DARK                                                                                       \
    "--ink:#e6ebf0;--soft:#a3aeb9;--paper:#11161c;--card:#181f27;--line:#323c47;--link:#7cb7ff;"   \
    "--good:#63d786;--good-bg:#12311d;--bad:#ff9a8d;--bad-bg:#3d1a16;--warn:#f0c351;"              \
    "--warn-bg:#352a0c;--none:#a3aeb9;--none-bg:#242d36;--off:#323c47"

const char *const hf_page_style[] = {
    ":root{" LIGHT "}\n",
    "@media screen and (prefers-color-scheme:dark){:root{" DARK "}}\n",
    "*{box-sizing:border-box}\n",
    "html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}\n",
    "body{margin:0;background:var(--paper);color:var(--ink);overflow-wrap:break-word;"
    "font:1rem/1.55 system-ui,-apple-system,\"Segoe UI\",Roboto,\"Liberation Sans\",Arial,"
    "sans-serif}\n",
    "a{color:var(--link)}a:focus-visible{outline:2px solid var(--link);outline-offset:2px}\n",
    ".skip{position:absolute;left:-99rem}.skip:focus{left:0;background:var(--paper);padding:.5rem}"
    "\n",
    "main,.wide,footer{max-width:72rem;margin:0 auto;padding:0 1.5rem}\n",
    "header{background:var(--card);border-bottom:1px solid var(--line);border-top:8px solid "
    "var(--none);padding:2rem 0 1.5rem}\n",
    "header.good{border-top-color:var(--good)}header.warn{border-top-color:var(--warn)}"
    "header.bad{border-top-color:var(--bad)}\n",
    ".brand{margin:0;color:var(--soft);font-size:.875rem}\n",
    "h1{margin:.15rem 0 1rem;font-size:1.75rem;line-height:1.2}\n",
    ".verdict{margin:0;font-size:2.75rem;line-height:1.1;font-weight:700;letter-spacing:-.015em}\n",
    ".good .verdict{color:var(--good)}.warn .verdict{color:var(--warn)}"
    ".bad .verdict{color:var(--bad)}\n",
    ".because{max-width:46rem;margin:.6rem 0 1rem;font-size:1.1rem}\n",
    ".platforms{list-style:none;margin:0 0 1.1rem;padding:0}.platforms li{margin:.35rem 0}\n",
    ".product{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.8rem "
    "1.5rem;margin:0}.product dt{color:var(--soft);font-size:.8rem}.product dd{margin:0}\n",
    "nav{border-bottom:1px solid var(--line);margin:0 0 .5rem}nav ul{list-style:none;display:flex;"
    "flex-wrap:wrap;gap:.2rem 1.25rem;margin:0;padding:.8rem 0}nav a{text-decoration:none;"
    "font-size:.92rem}nav a:hover{text-decoration:underline}\n",
    "section{margin:0 0 3rem}\n",
    "h2{margin:2.5rem 0 .8rem;font-size:1.5rem;line-height:1.25}\n",
    "h3{margin:1.8rem 0 .6rem;font-size:1.12rem}h4{margin:1.3rem 0 .3rem;font-size:1rem}\n",
    "p{margin:.5rem 0}.legend{color:var(--soft);max-width:52rem;font-size:.94rem}\n",
    ".small,.line{font-size:.86rem;color:var(--soft)}\n",
    ".rows{padding-left:1.2rem}.rows li,.conditions li{margin:.3rem 0}\n",
    ".note{background:var(--warn-bg);border-radius:8px;padding:.8rem 1.1rem;margin:1rem 0}"
    ".note p{margin:0}.note ul{margin:.3rem 0 0;padding-left:1.2rem}\n",
    "table{border-collapse:collapse;width:100%;font-size:.92rem;margin:.8rem 0 1.6rem}\n",
    "caption{text-align:left;font-weight:600;padding:.2rem 0 .5rem}\n",
    "th,td{text-align:left;vertical-align:top;padding:.55rem .8rem .55rem 0;"
    "border-bottom:1px solid var(--line)}\n",
    "thead th{color:var(--soft);font-weight:600;font-size:.82rem;white-space:nowrap;"
    "border-bottom-width:2px}\n",
    "tbody th{font-weight:400}tbody th a{text-decoration:none;color:inherit}tbody th "
    "a:hover{text-decoration:underline}\n",
    "tr.weakest th,tr.weakest td{background:var(--card)}tr.short th,tr.short "
    "td{background:var(--warn-bg)}tr.weakest th{padding-left:.5rem}\n",
    ".mark{font-size:.78rem;color:var(--warn);font-weight:600}\n",
    ".badge{display:inline-block;white-space:nowrap;border-radius:999px;padding:.05rem .6rem;"
    "font-size:.86rem;font-weight:600}\n",
    ".badge.good{color:var(--good);background:var(--good-bg)}"
    ".badge.bad{color:var(--bad);background:var(--bad-bg)}"
    ".badge.warn{color:var(--warn);background:var(--warn-bg)}"
    ".badge.none{color:var(--none);background:var(--none-bg)}\n",
    ".chip{display:inline-block;border:1px solid var(--line);border-radius:4px;padding:0 .3rem;"
    "font-size:.8rem;text-decoration:none}.fact{font-size:.82rem;text-decoration:none}\n",
    ".id{display:inline-block;min-width:1.6em;color:var(--soft)}\n",
    ".odd{color:var(--bad)}\n",
    "code{font:.88em ui-monospace,\"SF Mono\",Consolas,\"DejaVu Sans Mono\",monospace;"
    "overflow-wrap:anywhere}\n",
    ".whole{white-space:nowrap}bdi,tbody th .small{overflow-wrap:anywhere}\n"
    ".scale{display:inline-flex;gap:3px;vertical-align:middle;margin-right:.5rem}"
    ".scale i{display:block;width:17px;height:13px;border-bottom:3px solid transparent;"
    "background:var(--off) content-box;padding-bottom:2px}.scale i.on{background-color:var(--good)}"
    ".scale i.maybe{background-image:repeating-linear-gradient(135deg,var(--warn) 0 "
    "3px,transparent 3px 6px)}.scale i.need{border-bottom-color:var(--ink)}\n",
    ".levels{white-space:nowrap;display:inline-block}\n",
    "article{border-top:1px solid var(--line);padding-top:.2rem;margin-top:1.6rem}\n",
    "figure{margin:1rem 0 1.5rem}figcaption{color:var(--soft);font-size:.9rem;margin-top:.4rem}\n",
    ".dfd{display:block;width:100%;height:auto;font-size:13px}.dfd.tall-only{display:none}\n",
    ".dfd text{fill:var(--ink)}.dfd .soft,.dfd .zone{fill:var(--soft)}.dfd text.soft,.dfd "
    "text.zone{font-size:12px}.dfd .title{font-weight:600;font-size:14.5px}\n",
    ".dfd rect.zone{fill:none;stroke:var(--soft);stroke-width:1.4;stroke-dasharray:6 4}"
    ".dfd rect.node{fill:var(--card);stroke:var(--line);stroke-width:1.2}\n",
    ".dfd rect.far{fill:var(--paper);stroke:var(--soft)}.dfd .asset{fill:var(--link)}"
    ".dfd .flow{stroke:var(--ink);stroke-width:1.4;fill:none}.dfd .head{fill:var(--ink)}"
    ".dfd .what{font-size:12.5px}.dfd .ids{font-size:12.5px;font-weight:700}"
    ".dfd tspan.good{fill:var(--good)}.dfd tspan.warn{fill:var(--warn)}"
    ".dfd tspan.bad{fill:var(--bad)}.dfd tspan.none{fill:var(--none)}\n",
    ".sources dt{font-weight:600;font-size:.9rem}.sources dd{margin:0 0 .5rem;font-size:.9rem}\n",
    ":target{background:var(--warn-bg)}\n",
    "footer{border-top:1px solid var(--line);padding-top:1rem;padding-bottom:3rem;"
    "color:var(--soft);font-size:.88rem}\n",
    "@media screen and (max-width:52rem){main,.wide,footer{padding-left:1rem;padding-right:1rem}"
    "header{padding:1.3rem 0 1.1rem}h1{font-size:1.4rem}.verdict{font-size:2.1rem}"
    ".because{font-size:1rem}\n",
    ".product{grid-template-columns:repeat(auto-fill,minmax(9rem,1fr))}\n",
    "thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}\n",
    "table,caption,tbody,tr,td,tbody th{display:block;width:100%}\n",
    "tr{padding:.6rem 0;border-bottom:1px solid var(--line)}td,tbody th{border:0;padding:.15rem 0}"
    "tbody th{font-weight:600}tr.weakest{background:var(--card);padding-left:.5rem;"
    "padding-right:.5rem}tr.weakest th{padding-left:0}tr.short{background:var(--warn-bg)}\n",
    "td{display:grid;grid-template-columns:7.2rem minmax(0,1fr);gap:.5rem}"
    "td::before{content:attr(data-label);color:var(--soft);font-size:.86rem}"
    ".levels{white-space:normal}\n",
    ".dfd.wide-only{display:none}.dfd.tall-only{display:block;margin:0 auto}}\n",
    "@page{margin:16mm 14mm}\n",
    "@media print{html{font-size:9.5pt}main,.wide,footer{max-width:none;padding:0}"
    "header{background:none;padding-top:.6rem}nav,.skip{display:none}"
    "h2{margin-top:1.4rem}h2,h3,h4,caption{break-after:avoid}tr,figure,.note{break-inside:avoid}"
    "thead{display:table-header-group;break-after:avoid}tbody "
    "tr:first-child{break-before:avoid}.levels{white-space:normal}"
    "a{color:inherit;text-decoration:none}.badge{border:1px solid currentColor;background:none}"
    "*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}\n",
    NULL,
};
