"""First names that tell whether somebody is called "she" or "he": common knowledge, kept small.

Invariant: a name that women and men have alike is in neither list.
"""

from __future__ import annotations

from briefings.words import listed

FEMALE = frozenset(
    listed(
        """
    abby abigail ada adele adriana agnes aisha alexandra alice alicia alison allison alma amal amanda
    amelia amina amira amy ana angela anita anja ann anna anne annette annie antonia ariana arlene
    astrid audrey ava barbara beatrice beatriz becky belinda bernadette beth bethany betty beverly
    birgit bonnie brenda bridget brigitte brittany camila camilla candace carla carly carol carole
    caroline carolyn cassandra catherine cathy cecilia celia charlotte chelsea cheryl chloe christiane
    christina christine cindy claire clara claudia colleen connie constance corinne cristina cynthia
    daniela danielle daphne debbie deborah debra delia denise diana dianne diane dolores donna dora doris
    dorothy edith eileen elaine eleanor elena elisa elisabeth elise eliza elizabeth ella ellen elsa
    emilia emily emma erica erika erin esther ethel eugenia eva evelyn fatima felicia fiona frances
    francesca frauke gabriela gabrielle gail genevieve georgina geraldine gillian gina giorgia gladys
    gloria greta gretchen gwen hailey hannah harriet heather heidi helen helena helga henrietta hilary
    hillary ilona imelda imogen ines inga ingrid irene irina isabel isabella ivanka jacqueline jana jane
    janet janice jeanette jeanne jenna jennifer jenny jessica jill joan joanna joanne jocelyn jodie
    josephine joyce juanita judith judy julia juliana julie juliet kaja kamala karen karin karla
    karolina kate katharina katherine kathleen kathryn kathy katie katrin katrina katya kayla kellyanne
    kimberly kirsten kristen kristin kristina kristine lana lara latoya laura lauren laurie leah leila
    lena leonie leticia lillian lily linda lisa liz liza lois lori lorraine louise lucia lucille lucy
    luisa lydia mabel madeleine maggie maia malala malia mandy manuela marcia margaret margarita margot
    maria mariam marianne marie marilyn marina marine marissa marjorie marlene marta martha martina mary
    maryam matilda maureen maxine maya megan meghan megyn melania melanie melinda melissa meredith mia
    michaela michele michelle mildred miranda miriam molly mona monica monika muriel nadia nadine nancy
    naomi natalia natalie natasha nicole nikki nina nora norma olga olivia pam pamela patricia patty
    paula pauline penelope petra phoebe phyllis polly priscilla priti priya rachel ramona raquel rebecca
    regina renee rhonda rita roberta rosa rosalind rosemary rosie roxanne ruth sabine sabrina sally
    samantha sandra sanna sara sarah saskia selena selma serena sharon sheila shelly sherry shirley
    sigrid silke silvia sofia sonia sonja sophia sophie stacey stella stephanie sue suella susan susana
    susanne suzanne svenja svetlana sylvia tamara tammy tania tanya tara tatiana teresa tess tessa
    theresa therese tiffany tina trudy ulrike ursula ute valeria valerie vanessa vera veronica vicky
    victoria viola vivian wanda wendy whitney wilma yasmin yolanda yulia yvette yvonne zahra zainab zara
    zoe
    """
    )
)
MALE = frozenset(
    listed(
        """
    aaron abdul abdullah abe abraham adam adrian ahmad ahmed alan albert alberto aldo alec alejandro
    alessandro alexander alexei alexey alf alfonso alfred alistair allan allen alvin amir anders andre
    andreas andres andrew andy angus anthony antoine anton antonio antony armin arnold arthur arturo
    ashraf asif axel barack barry bart bashar basil ben benedict benjamin benny bernard bernd bernie
    bertrand bill billy bjorn björn bob bobby boris brad bradley brandon brendan brent brett brian bruce
    bruno bryan byron caleb calvin cameron carl carlo carlos cecil cedric cesar charles chester
    christian christoph christophe christopher chuck claus clayton clement clifford clint clive colin
    conor conrad corey craig cristian curtis cyril cyrus damian damien dan daniel darren darryl daryl
    dave david denis dennis derek dev dexter diego dieter dietmar dimitri dirk dmitri dmitry dominic
    donald doug douglas duncan dustin dwight dylan eddie edgar edmund eduardo edward edwin eli elias
    elijah elliot elliott elon emil emilio emmanuel enrico enrique eric erich erik ernest ernesto ernst
    erwin ethan eugene evan everett fabian federico felipe felix finn ferdinand fernando fidel filip floyd
    francesco francis francisco francois frank franz françois fred frederic frederick fredrik friedrich
    fritz gareth garry gary gavin geoff geoffrey georg george georges gerald gerard gerhard giacomo
    gianni gilbert giorgio giovanni giuseppe glen glenn gordon graeme graham greg gregor gregory guido
    guillaume guillermo gus gustav gustavo hamid hank hans harold harry harvey hassan hector heiko
    heinrich helmut hendrik henri henrik henry herbert herman hermann horst howard hubert hugh hugo
    hussein ian ibrahim igor imran isaac ismail ivan jack jacob jacques jaime jake jakob jamal james
    jared jason javier jeb jeff jeffrey jens jeremy jerome jerry jim jimmy joachim joaquin jochen joe
    joel johan johann johannes john johnny jon jonas jonathan jorge jose josef joseph josh joshua josé
    juan jude julian julien julio julius justin jörg jürgen kai karim karl kaspar keir keith ken kenneth
    kenny kent kevin khaled khalid kirk klaus konrad konstantin kurt kyle lance larry lars laurence
    laurent lawrence leif leo leon leonard leonardo leopold leroy lewis liam lionel lloyd lorenzo louis
    luc luca lucas luigi luis luiz lukas luke luther magnus mahmoud malcolm manfred manuel marc marcel
    marcelo marco marcos marcus mario marius mark markus marshall martin marvin mateo mathew mats matt
    matteo matthew matthias maurice mauricio max maximilian melvin michael michel miguel mikael mike
    mikhail milo milton miroslav mitch mitchell mohamed mohammad mohammed moritz moses muhammad murray
    mustafa narendra nasser nathan nathaniel neal ned neil nelson nicholas nick nicolas niels nigel
    nikolai nils noah noel norbert norman olaf oleg oliver olivier omar oscar oskar otto owen pablo
    paolo patrick paul pavel pedro percy pete peter phil philip philipp philippe phillip pierre pieter
    quentin rafael rahul rainer ralf ralph ramon randall randy raoul rashid raul ray raymond reinhard
    reinhold reza ricardo richard rick rob robert roberto rod rodney rodrigo roger roland rolf roman ron
    ronald ronnie ross roy rubén rudolf rupert russell ryan sadiq sajid salman salvador samir samuel
    santiago saul scott sean sebastian serge sergei sergey sergio seth shane shaun sid sidney siegfried
    sigmar silvio simon stan stanley stefan stefano stephan stephane stephen steve steven stewart stuart
    sven ted terence theo theodore thierry thomas thorsten tiago tim timothy tobias tod todd tom tomas
    tommy tony travis trevor tristan tyler ulrich umar uwe valentin vernon vicente victor vijay viktor
    vince vincent vincenzo vitaly vladimir volker volodymyr walter warren wayne werner wesley wilfried
    wilhelm willem william willy winston wolfgang xavier yann yannick yasser yuri yusuf zachary
    """
    )
)
EITHER = frozenset(
    listed(
        """
    chris alex sam charlie robin jan kim kelly leslie jamie dana taylor pat lee jean terry shannon tracy kerry casey
    morgan jo kay gene lynn blake drew sasha stacy simone marty jesse jackie ashley danny jordan andrea nicola ali
    """
    )
)
"""First names of women and of men alike."""
