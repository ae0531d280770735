"""Words of other subjects and of daily life, by which a question that isn't about programming is known.

A learner's program may well be about them ("my weather app prints None"), so they count little beside words of
programming; see subject.py.
"""

from functools import cache

from ai_engine.knowledge.words import stem

_ELSEWHERE = """
weather rain raining snow snowing forecast sunny climate thunderstorm hurricane celsius umbrella cook cooking recipe
bake boil fry grill roast soup salad sandwich burger sushi egg pasta pizza coffee tea bread cake pancake pancakes
chocolate cookies candy cheese butter sugar salt flour milk beer wine juice dinner lunch breakfast snack restaurant
cafeteria canteen food eat eating drink drinking diet calorie calories vitamin protein carrot banana tomato potato
onion garlic vegetable vegan vegetarian spice oven microwave fridge supermarket grocery groceries garden grow plant
plants tree trees flower animal animals dog dogs puppy cat cats kitten horse bird fish shark whale dinosaur human
humans crocodile alligator elephant lion tiger wolf bear monkey insect spider mosquito hamster pet vet sick ill doctor
medicine vaccine disease virus flu fever cough cold allergy allergic headache stomach tooth dentist heart blood brain
muscle bone skin hair health healthy weight workout gym yoga sleep dream dreams pain pregnant hospital nurse therapy
therapist depression stress tired nap muscles pushups jogging marathon football soccer basketball tennis cricket
hockey volleyball golf rugby baseball boxing swimming skiing olympic olympics team won champion champions championship
league worldcup coach referee stadium sport sports poker cards lottery chess movie movies film films series episode
season actor actress singer song songs sing sang band album concert music guitar piano violin drums dance dancing
celebrity celebrities rapper spotify playlist cinema novel poem poems poetry essay hamlet shakespeare gatsby romeo
juliet harry potter tolkien author painting painted painter artist museum sculpture theatre history historical war
wars revolution king queen prince princess empire emperor rome roman romans greek medieval century ancient pyramid
pharaoh napoleon hitler lincoln washington obama trump biden putin merkel president minister chancellor election
elections government democracy parliament senate politics political politician law laws lawyer police crime criminal
jail court judge immigration refugees army soldier military nuclear terrorist country countries city cities capital
continent europe africa asia america australia germany france spain italy england britain ireland scotland poland
russia ukraine china india japan canada mexico brazil switzerland austria sweden norway greece turkey egypt texas
california york berlin hamburg munich london paris madrid vienna moscow tokyo beijing sydney french spanish italian
japanese chinese german russian latin portuguese dutch polish turkish arabic translate translation eiffel tower bridge
river mountain everest volcano volcanoes earthquake ocean sea lake island islands beach desert forest moon mars
jupiter planet planets sun universe galaxy astronaut nasa rocket earth gravity relativity quantum physics newton
einstein chemistry chemical chemist molar molecule biology atom photosynthesis mitosis meiosis evolution darwin dna
acid bacteria enzyme boiling melting geography geometry triangle pythagoras equation algebra calculus maths
mathematics trigonometry derivative integral theorem logarithm economics inflation stock stocks invest investment
bitcoin ethereum market cheap expensive discount gold tax taxes salary earn earns money loan mortgage insurance job
jobs interview career boss colleague resume cv internship hired rich millionaire buy buying sell selling shop shopping
amazon ebay ikea ticket tickets flight hotel holiday holidays vacation travel trip passport visa bus station airport
tram taxi uber bike bicycle motorcycle car cars tyre tire driving licence license driver traffic parking phone iphone
samsung smartphone instagram facebook tiktok youtube netflix whatsapp snapchat twitter influencer followers printer
gift gifts present christmas easter halloween birthday party wedding anniversary girlfriend boyfriend husband wife
crush dating kiss kissing flirt marry married divorce broke breakup love mum mom dad mother father brother sister
uncle aunt grandma grandpa grandmother grandfather friend friends roommate neighbour neighbor landlord baby kids
children parents family lonely sad happy bored hungry angry jealous gossip rumour rumor joke jokes funny meme
horoscope zodiac astrology god jesus bible quran religion church mosque pray ghost ghosts alien aliens conspiracy
philosophy psychology sociology life death heaven soul wear clothes dress shirt shoes sneakers jacket makeup lipstick
perfume haircut tattoo fashion stain wash laundry vacuum repair leak tap wood house apartment flat rent furniture sofa
kitchen bathroom bedroom wardrobe desk chair lamp garage lawn grammar tense noun verb adjective pronunciation spelling
idiom synonym rhyme homework exam exams semester summer winter spring autumn school college university campus dorm
scholarship graduation degree professor principal headmaster excuse biography invented inventor discovered discover
born died famous population telephone airplane news newspaper yesterday tonight tomorrow theory knot tallest nearest
minecraft fortnite roblox pokemon mario zelda playstation xbox nintendo gta ender dragon gamer gmail mac ipad laptop
laptops macbook chromebook monitor headphones tv television radio battery charger bluetooth cpu elon musk zuckerberg
bezos your yourself yours mile miles kilometre kilometer litre gram kilo pounds inches carbonara spaghetti pope
capitalism communism mongolia taylor krebs extension parcel crumbs mayor opening santa magician ufo ceo dare wearing
mood snoring favorite favourite recommend prefer hobby hobbies weekend
excel powerpoint photoshop figma wordpress shopify outlook zoom canva premiere gimp linkedin reddit pinterest snapchat
light unfair sleepy carpet curtain pillow blanket shower toothbrush shampoo soap towel detergent ironing mattress
lawnmower lightning rainbow cloudy storm tornado tsunami glacier waterfall valley forest meadow countryside village
farm farmer tractor cow pig goat sheep chicken duck turkey rabbit squirrel fox deer eagle owl penguin dolphin octopus
turtle frog butterfly bee ant worm apple pear cherry grape lemon mango pineapple strawberry avocado cucumber lettuce
mushroom pumpkin noodle noodles cereal omelette cheesecake lasagna curry taco steak bacon sausage barbecue honey
vanilla cinnamon ginger vinegar smoothie cocktail vodka beverage knee ankle elbow shoulder wrist spine lung kidney
liver pregnancy diabetes asthma migraine bandage pill pills antibiotic surgery surgeon pharmacist nutrition symptom
symptoms injury wound bruise nosebleed hiccups sneeze snore yawn swim swimming jog hike hiking climb climbing skate
skateboard surf sail fishing hunting karate judo wrestling fencing gymnastics ballet tournament goalkeeper striker
quarterback offside penalty trophy medal opera orchestra trumpet flute cello saxophone choir lyrics melody concerto
musician composer comedian director screenplay trailer cartoon anime manga superhero batman superman spiderman marvel
disney pixar netflix hbo oscars grammy eurovision sculptor fresco renaissance baroque impressionism philosopher
socrates plato aristotle kant nietzsche stoicism buddhism buddha hinduism islam judaism christianity easter ramadan
hanukkah prayer priest monk nun temple cathedral crusade crusades colony colonial slavery constitution amendment
congress republic monarchy dictator fascism socialism treaty battle battlefield troops navy spy espionage gdp
unemployment recession bankruptcy supply demand mortgage pension wage wages accountant lawyer plumber electrician
carpenter mechanic hairdresser waiter waitress bartender babysitter firefighter astronomer geologist archaeologist
fossil dinosaur mammoth volcano tectonic hemisphere equator latitude longitude peninsula photosynthesis chlorophyll
osmosis enzyme chromosome neuron hormone velocity acceleration friction momentum voltage magnet magnetic electron
proton neutron isotope alkane polymer titration molarity hypotenuse cosine sine tangent polynomial quadratic cubic
trapezoid homeroom cafeteria bully bullying detention classmate classmates boyfriend apologise apologize forgive crush
breakup honeymoon bride groom bouquet invitation costume disguise magician circus zoo aquarium playground picnic
camping tent backpack suitcase luggage airline airplane airport boarding cruise ferry subway highway roundabout
pothole horn brake brakes clutch gearbox petrol diesel tyre windscreen
"""

# Programming that no first course in Python teaches: other languages, systems and libraries.
_BEYOND = """
java javascript typescript html css sass php ruby perl rust golang kotlin swift scala haskell lua matlab fortran cobol
cplusplus csharp assembly vba powerquery sql mysql postgres postgresql sqlite mongodb mongo redis database databases
orm graphql rest restful api apis endpoint webhook oauth jwt http https tcp udp dns ssl tls socket sockets websocket
proxy firewall router wifi nginx apache backend frontend fullstack react angular vue svelte jquery nodejs npm webpack
nextjs usestate redux dom div flexbox bootstrap tailwind django flask fastapi streamlit spring hibernate laravel rails
dotnet docker dockerfile kubernetes helm terraform ansible jenkins devops aws azure gcp serverless microservice
microservices kafka rabbitmq spark hadoop airflow linux ubuntu kernel windows macos android ios arduino raspberry
microcontroller gpio fpga verilog numpy pandas matplotlib seaborn plotly scipy sklearn scikit tensorflow pytorch keras
opencv transformer transformers neural network networks llm chatgpt gpt dataframe groupby broadcasting tkinter pyqt qt
gui widget pygame sprite unity unreal godot opengl glsl shader vulkan roblox scratch asyncio async await coroutine
coroutines thread threads threading multithreading multiprocessing mutex deadlock semaphore goroutine goroutines gil
malloc pointer pointers segfault segmentation struct structs garbage jvm bytecode template templates lifetimes borrow
monad monads functor metaclass metaclasses dependency singleton linker makefile cmake gcc blockchain solidity
cryptography encryption encrypt selenium beautifulsoup scraping scrapy crawler smtp imap discord telegram bot bots
gpu cuda processor crypto vim emacs
"""


@cache
def elsewhere() -> frozenset[str]:
    """The stems of the words of other subjects, and of programming beyond the course."""
    return frozenset(stem(word) for word in _ELSEWHERE.split()) | beyond()


@cache
def beyond() -> frozenset[str]:
    """The stems of the words that tell of programming beyond the course."""
    return frozenset(stem(word) for word in _BEYOND.split())
