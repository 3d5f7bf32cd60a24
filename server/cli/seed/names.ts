const list = (text: string): string[] => text.trim().split(/\s+/)

export const firstNames =
  list(`Maria Anna Lukas Fatima Erik Sofia Omar Elena David Amina Jonas Leila Peter Ingrid
  Carlos Yusuf Emma Ravi Chloé Mateo Hanna Ahmed Julia Wei Nadia Oskar Priya Samuel Zofia Ibrahim Clara Ali Mei Tomas
  Greta Kwame Lucía Sven Aisha Noah Olga Viktor Isabel Karim Freya Dmitri Rosa Hiroshi Astrid Malik Léa Bruno Zahra
  Nils Grace Pavel Inés Hassan Elsa Daniel Mira Andrei Yara Gustav Nia Marco Selma Ravindra Tove Jamal`)

export const lastNames =
  list(`Berg Müller Garcia Andersson Khan Lopez Schmidt Nguyen Rossi Johansson Ali Dubois
  Kowalski Hansen Silva Weber Lindqvist Haddad Chen Novak Moreau Fischer Okafor Petrov Martin Larsson Fernandez Wagner
  Sato Ivanova Mensah Bauer Nilsson Rahman Costa Becker Horvath Jensen Osei Marchand Vogel Karlsson Romero Yilmaz Adeyemi
  Hoffmann Laine Papadopoulos Singh Virtanen Keller Abdi Svensson Torres Mazur Bianchi Eriksson Castillo Popescu Farah
  Zimmermann Dahl Santos Ibrahim Koch Lund Ortega Wójcik Sandberg Tanaka`)

export const companyNames =
  list(`Nordlicht Harbour Alder Brightwater Kestrel Meridian Juniper Stonebridge Linden
  Tamarind Foxglove Birchwood Calder Everfield Granite Hollybank Ironwood Lakeside Maple Northgate Orchard Pinecrest
  Quarry Redfern Silverline Thornbury Upland Valeview Westbrook Yarrow`)

export const companyKinds = list(
  'Bakery Logistics School Clinic Workshop Hotel Printing Energy Books Dental Travel Farm',
)
