"""Made-up news pages in the layouts that portals use, each with the same article."""

from __future__ import annotations

TITLE = "Dua Negara Buka Jalur Dagang Baru di Perbatasan"
LEAD = (
    "Pemerintah kedua negara membuka jalur dagang baru di pos perbatasan pada hari Senin setelah "
    "perundingan selama dua tahun."
)
SECOND = (
    "Menteri Perdagangan mengatakan jalur itu akan memangkas waktu pengiriman barang dari lima "
    "hari menjadi dua hari."
)
THIRD = (
    "“Kami ingin petani kecil ikut merasakan manfaatnya,” kata menteri itu kepada wartawan di "
    "lokasi peresmian."
)
HEADING = "Biaya turun separuh"
FOURTH = (
    "Para pengusaha menyambut baik keputusan tersebut karena biaya angkutan diperkirakan turun "
    "hingga separuh mulai tahun depan."
)
CAPTION = "Truk pertama melintas di pos perbatasan."
NOISE = "Kami menggunakan kuki agar situs ini bekerja dengan baik dan iklan sesuai minat Anda."
COMMENT = (
    "Semoga jalur ini benar-benar membantu petani di daerah kami yang selama ini sulit menjual "
    "hasil panen mereka ke seberang, terima kasih."
)
ARTICLE = (LEAD, SECOND, THIRD, FOURTH)

HEAD = (
    f"<title>{TITLE} - Kabar Contoh</title>"
    '<meta property="og:type" content="article">'
    f'<meta property="og:title" content="{TITLE}">'
)
MENU = "<nav><ul>" + "".join(f"<li><a href=/{n}>Menu {n}</a>" for n in "abcdef") + "</ul></nav>"
OTHERS = "".join(
    f"<div class=item><h3><a href=/{n}>Berita lain nomor {n} tentang hal yang berbeda</a></h3>"
    f"<p>Ringkasan berita nomor {n} yang cukup panjang untuk terlihat seperti paragraf biasa.</p>"
    "</div>"
    for n in range(6)
)

PORTAL = f"""<!DOCTYPE html><html lang="id"><head>{HEAD}
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}"}}</script>
</head><body class="has-sidebar comments-open">
<div id="cookie-consent"><p>{NOISE}</p><button>Setuju</button></div>
<header class="header"><a href="/"><img src="logo.png" alt="Kabar Contoh"></a>{MENU}</header>
<div class="container"><div class="breadcrumb"><a>Beranda</a> &gt; <a>Ekonomi</a></div>
<div class="column-8"><article class="detail">
<h1 class="detail__title">{TITLE}</h1>
<div class="detail__author">Ani Pratama - KabarContoh</div>
<div class="detail__date">Senin, 02 Feb 2026 10:30 WIB</div>
<div class="share-box"><a>Bagikan</a><a>WhatsApp</a></div>
<div class="detail__media"><figure><img src="a.jpg" alt="Truk di perbatasan">
<figcaption>{CAPTION} (Foto: Ani/Kabar)</figcaption></figure></div>
<div class="detail__body"><div class="detail__body-text itp_bodycontent">
<p><strong>Jakarta</strong> - {LEAD}</p>
<div class="ads">ADVERTISEMENT</div><p>SCROLL TO CONTINUE WITH CONTENT</p>
<p>{SECOND}</p>
<table class="linksisip"><tr><td><div class="lihatjg"><strong>Baca juga: </strong>
<a href="/x">Harga beras naik di tiga kota besar sejak pekan lalu</a></div></td></tr></table>
<p>{THIRD}</p><h2>{HEADING}</h2><p>{FOURTH}</p>
<p><strong>(ani/ptr)</strong></p>
</div></div>
<div class="detail__body-tag"><div class="nav"><a>perdagangan</a><a>perbatasan</a></div></div>
</article>
<div class="list-content related"><h3>Berita Terkait</h3>{OTHERS}</div>
<div id="komentar"><p>{COMMENT}</p><p>{COMMENT}</p></div></div>
<aside class="column-4"><h3>Terpopuler</h3>{OTHERS}</aside></div>
<footer><p>Hak cipta dilindungi. Dilarang mengutip isi situs ini tanpa izin tertulis.</p></footer>
</body></html>"""

DATELINE = f"""<html><head>{HEAD}</head><body><div class="wrap">{MENU}
<h1 class="read__title">{TITLE}</h1>
<div class="read__time">Kabar.com - 02/02/2026, 10:30 WIB</div>
<div class="credit-title-name"><h6>Ani Pratama</h6>, <h6>Budi Santoso</h6></div>
<div class="cover-photo">{CAPTION}<span>(ANI/KABAR)</span></div>
<div class="read__content"><div class="clearfix">
<p><strong>JAKARTA, KOMPAS.com</strong> - {LEAD}</p>
<p>{SECOND}</p>
<p><strong>Baca juga: <a href="/y">Menteri meninjau pasar induk dan gudang beras</a></strong></p>
<p>{THIRD}</p><p><strong>{HEADING}</strong></p><p>{FOURTH}</p>
</div></div>
<div class="tag"><ul><li><a>perbatasan</a></ul></div>
<div class="most__wrap popular">{OTHERS}</div></div></body></html>"""

WORDPRESS = f"""<html><head>{HEAD}<meta property="article:published_time" content="2026-02-02">
</head><body class="post-template-default single"><div id="page">
<header id="masthead"><p class="site-title"><a>Kabar Contoh</a></p>{MENU}</header>
<main id="main"><article id="post-12" class="post hentry category-ekonomi">
<header class="entry-header"><h1 class="entry-title">{TITLE}</h1>
<div class="entry-meta">Oleh <span class="author vcard">Ani Pratama</span>
<time class="entry-date">2 Februari 2026</time></div></header>
<div class="entry-content"><p>{LEAD}</p>
<figure class="wp-caption"><img src=a.jpg><figcaption class="wp-caption-text">{CAPTION}</figcaption>
</figure><p>{SECOND}</p><blockquote><p>{THIRD}</p></blockquote><h2>{HEADING}</h2><p>{FOURTH}</p>
<div class="sharedaddy sd-sharing"><h3>Bagikan ini:</h3><ul><li><a>Facebook</a></ul></div>
<div class="jp-relatedposts"><h3>Terkait</h3><p>{NOISE}</p></div></div>
<footer class="entry-footer">Diposting di <a>Ekonomi</a></footer></article>
<div id="comments" class="comments-area"><h2>Dua komentar</h2><ol class="comment-list">
<li><article class="comment-body"><footer>Budi berkata</footer><div class="comment-content">
<p>{COMMENT}</p><p>{COMMENT}</p><p>{COMMENT}</p></div></article></ol></div></main>
<div id="secondary" class="widget-area"><section class="widget"><h2>Arsip</h2>{OTHERS}</section></div>
</div></body></html>"""

AMP = f"""<!doctype html><html amp lang="id"><head>{HEAD}
<style amp-boilerplate>body{{visibility:hidden}}</style></head><body>
<amp-sidebar id="sidebar" layout="nodisplay"><ul><li><a>Ekonomi</a><li><a>Olahraga</a></ul>
<p>{NOISE}</p></amp-sidebar>
<amp-consent id="c"><p>{NOISE}</p><button>Ya</button></amp-consent>
<div class="amp-wp-article"><h1 class="amp-wp-title">{TITLE}</h1>
<div class="amp-wp-meta amp-wp-byline">Ani Pratama</div>
<amp-img src="a.jpg" alt="Truk di perbatasan"></amp-img>
<div class="amp-wp-article-content"><p>{LEAD}<p>{SECOND}
<amp-ad type="x"><p>{NOISE}</p></amp-ad><p>{THIRD}<h2>{HEADING}</h2><p>{FOURTH}</div>
<amp-social-share type="twitter"></amp-social-share></div>
<section class="recommended">{OTHERS}</section></body></html>"""

TABLES = f"""<HTML><HEAD><TITLE>{TITLE}</TITLE></HEAD><BODY bgcolor=white>
<TABLE><TR><TD><A HREF=a>Depan</A><BR><A HREF=b>Arsip</A></TD>
<TD><FONT size=5><B class="judul">{TITLE}</B></FONT><BR>
<P><FONT face=Arial>{LEAD}</FONT><P><FONT face=Arial>{SECOND}</FONT>
<P><FONT>{THIRD}</FONT><P><B>{HEADING}</B><P><FONT>{FOURTH}</FONT>
<P><I>02/02/2026</I></TD><TD><A HREF=c>Iklan baris</A></TD></TR></TABLE></BODY></HTML>"""

BROKEN = f"""<html><head>{HEAD}<body><div class=content><div class=post-body>
<h1>{TITLE}<p>{LEAD}</div></p></span><p>{SECOND}<div><p>{THIRD}</section><h2>{HEADING}</h2>
<p>{FOURTH}<div class=comments><p>{COMMENT}<p>{COMMENT}"""

BREAKS = f"""<html><head><title>{TITLE} | Kabar</title></head><body><div id=header>{MENU}</div>
<div id=isi><h2>{TITLE}</h2><span class=tgl>Senin, 2 Februari 2026</span><br><br>{LEAD}<br><br>
{SECOND}<br><br>{THIRD}<br><br><b>{HEADING}</b><br><br>{FOURTH}<br><br>Editor: Ani</div>
<div id=kanan>{OTHERS}</div></body></html>"""

NAMELESS = f"""<html><head>{HEAD}</head><body><div id="__next"><div class="css-1x">
<div class="css-2y">{MENU}</div><div class="css-3z"><h1 class="css-4">{TITLE}</h1>
<div class="css-5"><p class="css-6">{LEAD}</p><p class="css-6">{SECOND}</p><div class="css-7">
<div class="css-8"><a href=x>Baca juga : Berita lain yang panjang sekali judulnya</a></div></div>
<p class="css-6">{THIRD}</p><h2 id=a><a href="#a">{HEADING}</a></h2><p>{FOURTH}</p></div></div>
<div class="css-9">{OTHERS}</div></div></div></body></html>"""

PAGES = {
    "portal": PORTAL,
    "dateline": DATELINE,
    "wordpress": WORDPRESS,
    "amp": AMP,
    "tables": TABLES,
    "broken": BROKEN,
    "breaks": BREAKS,
    "nameless": NAMELESS,
}

FRONT_PAGE = f"""<html><head><title>Kabar Contoh</title></head><body>{MENU}<main>
<h1>Berita hari ini</h1>{OTHERS}</main></body></html>"""
FORM = (
    "<html><body><h1>Masuk</h1><form><p>Isi nama dan sandi untuk masuk ke akun.</p></form></html>"
)
FRAGMENT = f"<p>{LEAD}</p>"
