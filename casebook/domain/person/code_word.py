"""Words for things and how they are, of which code names are made.

None is a name of people or of a place, and none has to do with China, courts or prisons.
"""

from __future__ import annotations

_KINDS_TEXT = """
Bright Broad Calm Clear Cool Crisp Curved Deep Distant Double Early Even Fast Fine Firm Flat Free Fresh
Full Gentle Grand Great Half Hidden High Hollow Large Late Level Light Little Long Loud Low Middle
Narrow Near Neat New North Old Open Outer Pale Plain Polished Proud Quick Quiet Rapid Round Sharp Short
Silent Simple Slow Small Smooth Soft Solid South Spare Square Steady Steep Still Straight Strong Sunny
Swift Tall Thick Thin Tidy True Upper Warm Whole Wide Wild Wooden Woollen
"""

_THINGS_TEXT = """
Abacus Accordion Acorn Alcove Almond Anchor Antler Anvil Apricot Arch Armchair Artichoke Asteroid Atlas
Awning Badger Bagpipe Balcony Balloon Bandstand Barge Barley Barometer Basket Bassoon Beacon Beaver
Beehive Beetle Bellows Beret Blanket Blueberry Bobbin Boulder Bramble Breeze Bridge Buckle Buffer Bugle
Button Cabbage Cactus Candle Canoe Canvas Carousel Carpet Carrot Cartwheel Cello Chalk Chestnut Chimney
Chisel Clarinet Clover Coaster Cobble Coconut Comet Compass Copper Coral Cork Corridor Cottage Cradle
Crayon Cricket Crumpet Cuckoo Cupboard Curtain Cushion Dahlia Dandelion Daffodil Dolphin Domino Donkey
Doorbell Dragonfly Drawer Drizzle Drum Dumbbell Easel Eclipse Elbow Elevator Envelope Escalator Falcon
Feather Fern Ferry Fiddle Fig Fiord Flannel Flute Fountain Funnel Garlic Gazebo Geyser Ginger Glacier
Glove Goblet Gondola Granite Grapefruit Gravel Guitar Hammock Hamster Harbour Harp Haystack Hedgehog
Helmet Heron Hinge Honeycomb Hoop Hourglass Icicle Igloo Inkwell Island Jackdaw Jamjar Jigsaw Juniper
Kayak Kettle Keyhole Kingfisher Kite Kiwi Ladder Ladle Lagoon Lantern Lapwing Lavender Leek Lemon Lentil
Lettuce Lighthouse Limestone Lobster Locket Lupin Magnet Magpie Mandolin Mango Marble Marmot Meadow
Melon Mitten Monsoon Moss Mulberry Mushroom Mustard Napkin Nectarine Nettle Nutmeg Oatmeal Oboe Octave
Onion Orbit Orchard Osprey Otter Oyster Paddle Pancake Panther Papaya Parachute Parsley Parsnip Peacock
Pebble Pelican Pencil Pendulum Pepper Piano Pigeon Pillow Pineapple Pinecone Plateau Plover Plum Pocket
Pottery Prism Puddle Puffin Pulley Pumpkin Quarry Quartz Quilt Rabbit Raccoon Radish Rainbow Raspberry
Ribbon Rocket Rudder Saddle Saffron Sandal Satchel Saucer Saxophone Scarf Seagull Seashell Shovel
Shutter Snowflake Sofa Spanner Sparrow Spinach Spiral Squirrel Stencil Stork Sundial Swallow Tablecloth
Tambourine Teapot Telescope Thimble Thistle Toaster Tortoise Tractor Trellis Trombone Trumpet Tulip
Tunnel Turnip Turtle Umbrella Vase Velvet Viaduct Violin Waffle Wagtail Walnut Walrus Waterfall Whistle
Windmill Woodpecker Wren Xylophone Yogurt Zebra Zeppelin Zither
"""

KINDS, THINGS = _KINDS_TEXT.split(), _THINGS_TEXT.split()
