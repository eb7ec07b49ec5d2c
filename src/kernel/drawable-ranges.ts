/** Written by tools/gen-drawable.ts: gap and length of each range of code points that the fonts of the papers can draw, in base 36. */
export const DRAWABLE_RANGES =
  '0 c i.2n x.k8 2.6 4.7 1 1.k 1.1r e.8w r4.3k 1h7 4.74 1ps.h 4 1.8 c1.9 3b.6y 1.7v 2.6 2.12 2.6 2.8 1 1 1 1.v 2.1h 1.f 1.e 2.6 1.j 2.3 1.9 1.2t 1.c 2.r ' +
  '1.d 3.x s.2 h f.30 4.c 7.2 4 6.a u.2 a.3 4.2 3 1 1 h.4 b a 1.2 1.7 3 1.3 1 4 2.4 2 1.a 5.4 5 5 1 2 3 j.3 1.4 2.2 2.2 2.2 2.2 a.6 2.2 9.5 6 4 p q.2 j l' +
  '.3 a 5 g.2 3p.2 c.f 1 b.2 1z 1o.98 5.3 2.2 4.2 2.2 4.2 1.4 1.6 e.5 8 g.4 1.2 2 4.2 6.2 4.4 f g.3 t.g 2.c y s.2 1v g 6 y 1.2 l v.u d b6.2 3t 1m.2 7d.3 ' +
  'i 3e 5m.w 9s.3i y.q 1.2h c.5y q.c 4.1s 1.2e 2.2v 5.17 1.2m 1.18 4.10 c.1b 1.7g 1.58p 22.g6o 18w.2o 2o.5n 5.2 1 1.5 o.e 73 1a 1d.t c3.1o 44.8mc c.n 4.1' +
  'd 6is.a6 42.7 l5 f.a 6.1f 1.j 1.4 43 1.5a 3.6 2.6 2.6 2.3 3.7 1.7 d.2 1he.6 1.16 1.9 16it.v 3j5.d 3.2l 3.1p 2b.3 d.18 4.9 7.2 2pl 3f 1.2 n 1 b r a t 1' +
  'i 17 b 1p 34 7r 1x f 3b 28 5a 1h 35 o b 1m m 25 39 2q 3c 1q 1e 3i 2c 31 7 o 5i 32 21 3l n 7s 38 i 3s 3m 8 13 5l dx 4r 1n n u 6 h 21 c o t q d 2d 15 26' +
  ' 2h.2 85 1u 33 30 29 w q ai 79 2e fv 5y n s l p 9 4 l 14 2a.2 6h 1p p 3n ao 4c 79 3y 76 1o 7v 6h 9z 27 4j 1r 88 3x 8.2 2d 3a 6 22 a9 2o 4d 7e 7l 54 c.' +
  '2 1c 99 1a 2h 3 1.2 1 4 4 4 p 23.2 5 j 3i 39 1l 1b 6 30.4 b 5g f y z.2 3m 9 d 10 o gq 1s bp n.2 11 1r 1 d 1d 42 11.2 14 9m 5o 22 30 5e 1j f 67 2 4r u ' +
  'j go 3f 97 4k 2a 6 6i 11 g 1m 1b 23 3w o 4m 71 6n 9 14 1e w 9y 2f a 5o 3q z n 1k 19 6p 3a 20 1b 2n 22 1g z 1b 1w.2 5y 6p 1j a 3h 7 1l 77 23 7 7 76 b.2' +
  ' c 4l q 48 o 8s 3w l h b 2 2k k.2 f 1m 1k 3b b q g a 1r 8 3w 8j.2 1z 5 l 5h 51 3u 7q 5t 7 1d 30 2m 2j 78 c 2u t 15 1v 1s 1l 1f 16 1z 2k 5g 7 21 16 1q ' +
  '9u 10 8e 2p.3 6z o 17 a id.2 y h 1k c5 k.2 f b 2a e 3e k 1a 9r 5u 1a 4c 1e 3h 4w a 8 38 3f 1i 3n 18 33 30 1d 2z 4b 1t 40 1c cb a 34 61 14 h 3 20 3q 3y' +
  ' 2k.2 4u s 1t y 6d 9x 2 x r.2 1d.2 2q a p 19 13 1f f 6 2s 3b 19 2f 7 1 2 3s 1e 2o o m 2h j 7 7 m 2a f 29 a 1n 5h d8 d 58 g da 25 16 5h 4v 34 14 1i 5b ' +
  '16 3u bv k8 3z 1l 13 b 1s 1l m d 44 4 8 1t 8 1u k 2a 3a 46 7w 4 61 4q 48 80 g n 21 25 8a 7x r 5q 21 5 x 11l as.2 e.2 50 7m 2q b 2 a 3q b 2 25 3p 7 6 2' +
  ' j.2 13 3b.2 3 1f c 13.2 8.3 1 1 2w.2 m 1r 2g a 1 6 1 8 g.2 4 5 6 1 2 5 k 2 2 d 7 3 5 2 5 d 9 8 2 9 3 2 9 2 1 4b em 47 2 p 6 47 9n f 33 1d e7.2 3i w 2' +
  '2 5b 3 v 3m b r 36 1v 5 2 83 b 2 4q 5s 4 8 7 1.3 1 i 7.2 68 2 33 x h 15 63 4 2 h j 2 i 6c b 32 17 3j 3.2 2 6.2 1 3 1 8 3 b.2 8 4 2 2 3 2 1 3 1g d.2 d ' +
  '3r 8 45.2 6 1 2.2 6 3k 1 1.2 e.2 7 4.2 12 1u 1 8 2 3 29 b a 1bk 2lv kw ao 3dl a 5 2 1 7 5 3 6 b 6 b f a 5 3 c k.2 b 5 5 3 s 7.2 4 3 4 2 e 6 7 3 a 5.2 ' +
  'z 1 10 14 1m d.2 k 2lw 1ir.2 b1'
