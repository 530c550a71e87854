"""Texts without download: a story in English and Spanish, Python source, Python's manual.

The story was written for this book, so that the same content can be counted in two languages. Source code and
manual come with Python, and differ a little between its versions.
"""

import argparse
import inspect
from pydoc_data import topics

ENGLISH = """
The train left the city before sunrise. In the second carriage a woman with a green suitcase was looking for
her seat, number forty-two, and found an old man asleep in it. She did not want to wake him. She sat down
beside the window on the other side, opened a book about the stars, and read until the sun came up over the
fields. When the old man woke, he looked at the book and smiled. He had built telescopes for thirty years.

"Do you work at the observatory?" he asked. "I begin today," she said. "I am going to measure how bright some
stars are, night after night, for a whole year." He told her that the road to the mountain was narrow, that
the cook made excellent soup on Thursdays, and that nobody there could repair the big clock. The nights were
cold, he said, even in summer, and she should always carry a second pair of gloves.

The village at the foot of the mountain had one street, one bakery, and a bridge across a small river. The
baker got up at three in the morning. Her bread needed only flour, water, salt and time, and the time was the
most important part. She let the dough rest all night in wooden boxes, and in the morning the whole street
smelled of it. On Saturdays people came from the other villages to buy bread for the week.

At the observatory everything was done in order. First they opened the roof, so that the air inside became as
cold as the air outside. Then they pointed the telescope at a star whose brightness was well known. After that
came the other stars, one by one, each for ten minutes. The numbers were written down twice, in the computer
and on paper, because the computer had once lost the work of three weeks.

Her first night was cloudy. They sat in the kitchen, drank tea and waited. The technician explained how a
cloud looks to the instruments: at first the numbers become a little smaller, then they jump, and in the end
nothing is left of them. A good observer, he said, is somebody who can wait. She learned to read the sky from
the smell of the wind and from the sound of the river, which one could hear on quiet nights.

In the library of the observatory there were books that nobody had opened for a hundred years. Some were
written by hand. The astronomers of that time had no photographs; they looked, compared one star with another,
and wrote a number beside its name. Their numbers were surprisingly good. Whoever compares many times, and
does not look at the old results before writing the new ones, makes small mistakes that almost cancel each
other.

In spring the river rose and carried away a part of the bridge. For nine days no car could reach the village.
The children were happy, because the teacher lived on the other side. The baker had flour for two weeks, and
the people of the observatory came down on foot and bought all her bread. On the tenth day four engineers came
with a truck, and by the evening there was a new bridge made of steel. The old one had lasted two centuries.

One of the engineers stayed for supper. She explained why the old bridge had broken: not because of the weight
of the water, but because the water had washed the sand away from under one of its feet. A structure is as
strong as the ground on which it stands, she said. They drew bridges on paper napkins until midnight, and the
cook, who wanted to go to bed, drew the best one of all.

In summer there was a festival. A small orchestra played in the square, with two violins, a clarinet and a
drum that was older than the musicians. The mayor gave a speech that was too long, and a dog slept on the
stage during all of it. Afterwards they danced. The old man from the train had come back, and he danced with
everybody, one after the other, without ever losing the rhythm, although he could not hear the clarinet any
more.

That night she found something strange. One of the stars in her list was darker than it should have been, by
about a fifth. She thought of a cloud, then of a mistake, then of the dew on the mirror. She measured it
again, and a neighbour of it as well. The neighbour was as bright as always. At four in the morning she woke
the technician, who looked at the numbers, put on his coat and said nothing for a long time.

They wrote to other observatories, in the south and on the islands, and asked them to look at the same star.
Two had rain. The third answered after three days: the star was dark there too. So it was neither a cloud nor
the mirror. For eleven nights it stayed dark, and on the twelfth it was as before. Something had passed in
front of it. Perhaps a planet with rings, perhaps a ring of dust, perhaps something for which there was no
name yet.

The newspapers learned about it in autumn. A journalist came with a photographer, and asked whether it could
be people from another world. "It could be many things," she said, "and I would like to know which. We have
eleven nights of numbers. That is enough to ask a good question, and not enough to answer it." The journalist
wrote that down. In the newspaper it said that the astronomer did not exclude a visit from space.

The cook laughed about it for a week. He cut out the page and fixed it to the kitchen door, next to his recipe
for lentil soup: wash the lentils, chop an onion and two carrots, cook everything slowly with a leaf of
laurel, and add the vinegar only at the end. Nobody knows who lives on other worlds, he used to say, but if
they come on a Thursday, there will be enough for everyone. It became the motto of the house.

In winter the snow closed the road. They had potatoes, beans, and a cheese as large as a wheel. In the long
nights the air was so clear that one could see the snow shine in the light of the stars alone. She worked from
five in the evening until seven in the morning. When her fingers could no longer hold the pencil, she went
into the kitchen, held them over the pot, and came back.

The technician taught her how to repair the big clock. It had stopped in the year in which his daughter was
born. They took it apart on the long table, cleaned two hundred and sixteen pieces, and laid them out in rows
on a white cloth. One small wheel had lost a tooth. The baker's brother, who made keys, made a new wheel for
it out of brass. When the clock struck for the first time, the cook burned the soup.

Children came from the school to see the stars. She showed them the rings of Saturn, the mountains of the moon
and a cloud in which new stars were being born. A boy wanted to know how far away it was. "The light that you
see now began its journey before there were any people who could write," she said. The boy thought about it.
Then he asked whether the light was tired, and she noted the question, because she found it a good one.

With the years one learns to distrust what is easy. A number that comes out as expected is looked at once, and
a number that does not is looked at ten times, until a mistake is found in it. So the mistakes in the expected
ones remain. Against this she had a rule: before every night she wrote on a sheet of paper which measurements
she would repeat, whatever their result. The sheet was pinned to the wall where all could read it.

The old man wrote letters. He had worked on a telescope that was sent into space, and he knew the people who
made its mirror. It had been ground with great care to the wrong shape, because a piece of the measuring
instrument was out of its place by a little more than a millimetre. They had measured very exactly, he wrote,
and nobody had asked another instrument. Keep your sheet on the wall. And send me some of that bread.

At the end of the year she had measured two hundred and nine stars. For most of them nothing had happened at
all, and that was written down as well. She packed the green suitcase, the book and both pairs of gloves. The
baker gave her a loaf for the journey, the cook gave her the recipe, and the technician gave her the small
wheel with the missing tooth. The bridge trembled a little as the bus crossed it.

In the train her seat was free. A young man sat across from her, with a new coat and a box full of
instruments, and looked out at the mountains. "Is it your first day?" she asked. He nodded. So she told him
that the road was narrow, that the soup was excellent on Thursdays, and that the big clock was working again.
Then she closed her eyes. When the sun came up over the fields, she was asleep in the seat number forty-two.
"""

SPANISH = """
El tren salió de la ciudad antes del amanecer. En el segundo vagón, una mujer con una maleta verde buscaba su
asiento, el número cuarenta y dos, y encontró en él a un anciano dormido. No quiso despertarlo. Se sentó junto
a la ventana del otro lado, abrió un libro sobre las estrellas y leyó hasta que el sol salió sobre los campos.
Cuando el anciano despertó, miró el libro y sonrió. Había construido telescopios durante treinta años.

—¿Trabaja usted en el observatorio? —preguntó. —Empiezo hoy —dijo ella—. Voy a medir cuánto brillan algunas
estrellas, noche tras noche, durante un año entero. Él le contó que el camino de la montaña era estrecho, que
el cocinero hacía una sopa excelente los jueves y que nadie allí sabía arreglar el gran reloj. Las noches eran
frías, dijo, incluso en verano, y convenía llevar siempre un segundo par de guantes.

El pueblo al pie de la montaña tenía una calle, una panadería y un puente sobre un río pequeño. La panadera se
levantaba a las tres de la mañana. Su pan solo necesitaba harina, agua, sal y tiempo, y el tiempo era lo más
importante. Dejaba reposar la masa toda la noche en cajas de madera, y por la mañana la calle entera olía a
ella. Los sábados venía gente de los otros pueblos a comprar pan para la semana.

En el observatorio todo se hacía en orden. Primero abrían el techo, para que el aire de dentro quedara tan
frío como el aire de fuera. Después apuntaban el telescopio a una estrella cuyo brillo era bien conocido.
Luego venían las demás estrellas, una por una, diez minutos cada una. Los números se apuntaban dos veces, en
el ordenador y en papel, porque el ordenador había perdido una vez el trabajo de tres semanas.

Su primera noche fue nublada. Se sentaron en la cocina, tomaron té y esperaron. El técnico explicó cómo ven
una nube los instrumentos: al principio los números se hacen un poco más pequeños, luego dan saltos y al final
no queda nada de ellos. Un buen observador, dijo, es alguien que sabe esperar. Ella aprendió a leer el cielo
en el olor del viento y en el sonido del río, que se oía en las noches tranquilas.

En la biblioteca del observatorio había libros que nadie había abierto en cien años. Algunos estaban escritos
a mano. Los astrónomos de aquel tiempo no tenían fotografías; miraban, comparaban una estrella con otra y
escribían un número junto a su nombre. Sus números eran sorprendentemente buenos. Quien compara muchas veces,
y no mira los resultados viejos antes de escribir los nuevos, comete errores pequeños que casi se anulan entre
sí.

En primavera el río creció y se llevó una parte del puente. Durante nueve días ningún coche pudo llegar al
pueblo. Los niños estaban contentos, porque la maestra vivía al otro lado. La panadera tenía harina para dos
semanas, y la gente del observatorio bajó a pie y compró todo su pan. El décimo día llegaron cuatro ingenieras
con un camión, y por la tarde había un puente nuevo hecho de acero. El viejo había durado dos siglos.

Una de las ingenieras se quedó a cenar. Explicó por qué se había roto el puente viejo: no por el peso del
agua, sino porque el agua se había llevado la arena de debajo de uno de sus pies. Una construcción es tan
fuerte como el suelo sobre el que está, dijo. Dibujaron puentes en servilletas de papel hasta la medianoche, y
el cocinero, que quería irse a la cama, dibujó el mejor de todos.

En verano hubo una fiesta. Una pequeña orquesta tocó en la plaza, con dos violines, un clarinete y un tambor
más viejo que los músicos. El alcalde dio un discurso demasiado largo, y un perro durmió en el escenario desde
el principio hasta el final. Después bailaron. El anciano del tren había vuelto, y bailó con todos, uno tras
otro, sin perder nunca el ritmo, aunque ya no podía oír el clarinete.

Aquella noche ella encontró algo extraño. Una de las estrellas de su lista era más oscura de lo que debía ser,
en una quinta parte más o menos. Pensó en una nube, luego en un error, luego en el rocío del espejo. Volvió a
medirla, y midió también a una vecina. La vecina brillaba como siempre. A las cuatro de la mañana despertó al
técnico, que miró los números, se puso el abrigo y no dijo nada durante mucho tiempo.

Escribieron a otros observatorios, en el sur y en las islas, y les pidieron que miraran la misma estrella. En
dos llovía. El tercero contestó a los tres días: allí la estrella también estaba oscura. Así que no era ni una
nube ni el espejo. Durante once noches siguió oscura, y en la duodécima era como antes. Algo había pasado por
delante de ella. Quizá un planeta con anillos, quizá un anillo de polvo, quizá algo que todavía no tenía
nombre.

Los periódicos se enteraron en otoño. Vino una periodista con un fotógrafo y preguntó si podía ser gente de
otro mundo. —Pueden ser muchas cosas —dijo ella—, y me gustaría saber cuál. Tenemos once noches de números. Es
bastante para hacer una buena pregunta, y no es bastante para contestarla. La periodista lo apuntó. En el
periódico ponía que la astrónoma no excluía una visita del espacio.

El cocinero se rio de aquello una semana. Recortó la página y la clavó en la puerta de la cocina, al lado de
su receta de la sopa de lentejas: lavar las lentejas, picar una cebolla y dos zanahorias, cocerlo todo
despacio con una hoja de laurel y añadir el vinagre solo al final. Nadie sabe quién vive en otros mundos,
solía decir, pero si vienen un jueves, habrá bastante para todos. Se convirtió en el lema de la casa.

En invierno la nieve cerró el camino. Tenían patatas, judías y un queso tan grande como una rueda. En las
noches largas el aire era tan claro que se veía brillar la nieve a la sola luz de las estrellas. Ella
trabajaba desde las cinco de la tarde hasta las siete de la mañana. Cuando sus dedos ya no podían sujetar el
lápiz, entraba en la cocina, los ponía sobre la olla y volvía.

El técnico le enseñó a arreglar el gran reloj. Se había parado el año en que nació su hija. Lo desmontaron
sobre la mesa larga, limpiaron doscientas dieciséis piezas y las pusieron en filas sobre un paño blanco. Una
rueda pequeña había perdido un diente. El hermano de la panadera, que hacía llaves, le hizo una rueda nueva de
latón. Cuando el reloj dio la hora por primera vez, al cocinero se le quemó la sopa.

Vinieron niños de la escuela a ver las estrellas. Ella les mostró los anillos de Saturno, las montañas de la
luna y una nube en la que estaban naciendo estrellas nuevas. Un niño quiso saber a qué distancia estaba. —La
luz que ves ahora empezó su viaje antes de que hubiera gente que supiera escribir —dijo ella. El niño lo
pensó. Después preguntó si la luz estaba cansada, y ella apuntó la pregunta, porque le pareció buena.

Con los años se aprende a desconfiar de lo que es fácil. Un número que sale como se esperaba se mira una vez,
y un número que no, se mira diez veces, hasta que se le encuentra un error. Así que los errores de los
esperados se quedan. Contra esto ella tenía una regla: antes de cada noche escribía en una hoja de papel qué
medidas iba a repetir, fuera cual fuera su resultado. La hoja estaba clavada en la pared, donde todos podían
leerla.

El anciano escribía cartas. Había trabajado en un telescopio que fue enviado al espacio, y conocía a la gente
que hizo su espejo. Lo habían pulido con mucho cuidado hasta la forma equivocada, porque una pieza del
instrumento de medida estaba fuera de su sitio en poco más de un milímetro. Habían medido con mucha exactitud,
escribió, y nadie había preguntado a otro instrumento. Deje usted su hoja en la pared. Y mándeme un poco de
ese pan.

Al final del año había medido doscientas nueve estrellas. En la mayor parte de ellas no había pasado nada, y
también eso estaba apuntado. Guardó en la maleta verde el libro y los dos pares de guantes. La panadera le dio
un pan para el viaje, el cocinero le dio la receta y el técnico le dio la rueda pequeña a la que le faltaba un
diente. El puente tembló un poco cuando el autobús lo cruzó.

En el tren su asiento estaba libre. Enfrente de ella un joven, con un abrigo nuevo y una caja llena de
instrumentos, miraba las montañas. —¿Es su primer día? —preguntó ella. Él dijo que sí con la cabeza. Así que
ella le contó que el camino era estrecho, que la sopa era excelente los jueves y que el gran reloj andaba otra
vez. Luego cerró los ojos. Cuando el sol salió sobre los campos, dormía en el asiento número cuarenta y dos.
"""


def paragraphs(text):
    """The paragraphs of a text, each on one line.

    >>> paragraphs("one\\ntwo\\n\\nthree")
    ['one two', 'three']
    """
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def code():
    """Python source, about 100 kB, in blocks between empty lines: the module `argparse`."""
    return [block for block in inspect.getsource(argparse).split("\n\n") if block.strip()]


def manual():
    """Python's manual, about 400 kB, every paragraph once: what `help` shows on words like `for`."""
    blocks = "\n\n".join(topics.topics.values()).split("\n\n")
    return "\n\n".join(dict.fromkeys(block.strip("\n") for block in blocks if block.strip()))
