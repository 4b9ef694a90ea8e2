import { givenSyllables, hasNameForm, SURNAME_PINYIN } from './romanised.ts';

/** Words that never are part of a name at the top of a résumé: titles, heads, technologies, places. */
const NOT_NAMES: ReadonlySet<string> = new Set(
  `dear mr ms mrs researcher planner strategist nurse technician writer editor recruiter buyer trader merchandiser operator inspector controller coach counselor therapist pharmacist physician surgeon dentist lawyer attorney paralegal accountant auditor cashier chef electrician mechanic plumber welder daten persönliche lebenslauf unit ward clinical registered engineer developer architect manager director analyst designer scientist consultant specialist administrator officer intern trainee assistant associate senior junior lead principal staff head chief vice president founder cofounder owner resume résumé cv curriculum vitae profile summary objective experience experiences employment education skills skill projects project contact contacts information personal details about me work history professional technical career highlights certifications certificates awards honors honours languages interests hobbies references publications volunteer activities university college school institute academy department faculty bachelor master doctor degree science sciences arts engineering technology technologies computer software hardware data machine learning deep artificial intelligence cloud web mobile full stack front end back backend frontend fullstack devops security network networks systems system product marketing sales finance financial accounting human resources operations business development design research management service services solutions solution group company inc llc ltd corp corporation limited partners logistics analytics labs lab studio studios bank capital media digital global international national american china chinese english french german spanish japanese korean mandarin native fluent java python javascript typescript react angular vue node spring boot docker kubernetes linux windows android ios aws azure google microsoft amazon apple facebook meta oracle ibm redis kafka mysql postgresql mongodb sql html css git jenkins spark hadoop hive flink tensorflow pytorch nginx graphql rest api apis agile scrum swift kotlin rust go golang ruby rails django flask laravel php dotnet unity unreal new york san francisco los angeles london paris berlin tokyo beijing shanghai shenzhen hangzhou singapore kong taiwan remote hybrid available page confidential january february     july  september october november december present current street road avenue drive suite phone email mobile tel address name date birth gender the and of for with in at to from by on a an my i we our this that  would can could  should led built designed created developed managed implemented responsible working using key core major minor gpa dean list team leader member open source best award winner first second third level advanced intermediate basic proficient expert quick fast learner strong hard worker problem solving time test testing quality assurance support customer client executive coordinator supervisor teacher lecturer professor student graduate candidate applicant position role target desired job title status united states kingdom california texas oregon washington seattle portland austin boston chicago great good high low big small north south east west central state county city town valley        river  natural language processing computer vision large model models knowledge graph search engine recommendation real time distributed stream event driven design patterns microservices architecture pipeline platform framework library tool tools application applications app apps mini program programs website site portal dashboard monitor monitoring training course courses coursework relevant thesis dissertation paper journal conference proceedings international society association club union red hat fellow fellowship prize medal scholarship grant tbd none null upon request below above see black belt six sigma lean project visa citizen green card driver license celebration scholar hackathon championship contest olympiad festival challenge summit cup ceremony memorial foundation trophy cosmetics holdings motors airlines hotels pharmaceuticals chemicals theorem algorithm equation transform filter test distribution regression programme tech used built wrote drove owned shipped grew launched migrated integrated deployed tuned supported improved reduced increased presented taught mentored supervised collaborated worked advised volunteer winner participated organized organised estimator method inequality process sampling simulation series index mode optimizer estimation`
    .trim()
    .split(/\s+/),
);

/** Given names common enough to make a line a name without further support. Source: census tables of the US and UK. */
const GIVEN: ReadonlySet<string> = new Set(
  `will bill drew ray rob james mary john patricia robert jennifer michael linda william elizabeth david barbara richard susan joseph jessica thomas sarah charles karen christopher nancy daniel lisa matthew betty anthony margaret mark sandra donald ashley steven kimberly paul emily andrew donna joshua michelle kenneth carol kevin amanda brian dorothy george melissa edward deborah ronald stephanie timothy rebecca jason sharon jeffrey laura ryan cynthia jacob kathleen gary amy nicholas shirley eric angela jonathan helen stephen anna larry brenda justin pamela scott nicole brandon emma benjamin samantha samuel katherine gregory christine frank debra alexander rachel raymond catherine patrick carolyn jack janet dennis ruth jerry maria tyler heather aaron diane jose virginia henry julie adam joyce douglas victoria nathan olivia peter kelly zachary christina kyle lauren walter joan harold evelyn jeremy judith ethan megan carl cheryl keith andrea roger hannah gerald martha christian jacqueline terry frances sean gloria arthur ann austin teresa noah kathryn lawrence sara jesse janice joe jean bryan alice billy madison jordan doris albert abigail dylan julia bruce judy gabriel grace alan denise juan amber wayne marilyn roy beverly ralph danielle randy theresa eugene sophia vincent marie russell diana louis brittany philip natalie johnny isabella bobby charlotte bradley rose alexis kayla lily chloe lucas mia liam ava harper amelia ella luna sofia camila aria scarlett penelope layla riley zoey nora hazel violet aurora stella zoe leah lucy claire ivy elena naomi eliza marisol priya raj arjun rahul amit anita sanjay neha pooja vikram ananya rohan deepak sunita kavya aditya ravi suresh lakshmi hiroshi yuki kenji sakura takashi akira haruto yui hans klaus jürgen wolfgang stefan andreas matthias sabine petra ursula pierre françois jean-pierre camille céline chloé mathieu antoine marie-claire léa élodie juan carlos miguel sofía lucía javier alejandro fernando pablo luis ana carmen isabel mateo diego ivan dmitri olga natasha svetlana igor sergei boris mohammed ahmed ali fatima omar hassan aisha yusuf ibrahim khalid leila samir siobhán niamh aoife sean liam conor oluwaseun chidi ngozi kwame amara ingrid lars sven björn erik astrid freya giovanni giulia marco luca francesca alessandro chiara tom tim jim bob mike dave steve chris matt dan nick alex sam ben joe tony jenny kate jane anne beth sue meg marta tobias felix jonas lena max nina oscar hugo theo arthur jules victor simon martin søren soren zoë łukasz lukasz katarzyna agnieszka tomasz piotr marek jan ewa magdalena ioana andrei mihai cristina elif emre mehmet hülya hulya ayşe fatma zeynep thandiwe thabo sipho nomsa ifeoma chukwuemeka emeka adebayo funmilayo kofi ama abena wanjiru kamau otieno eszter lászló zoltán jiří tereza petr milan dragan nikola jelena vuk anastasia dmitry vladimir yuri tatiana ekaterina oksana andriy yuki haruto kenta daichi naoki satoshi yuto aoi hana rin minato riku daiki ayumi emi keiko naoko tomoko jürgen jurgen günter dieter horst heike anke uwe joão joao tiago rui inês beatriz rodrigo fernanda thiago guilherme josé maría josefina guadalupe ximena santiago matías joaquín rocío soledad antonio paolo matteo lorenzo elisa federica davide stefano niccolò gianluca arjun karthik venkatesh srinivas ramesh suresh mahesh lakshmi divya shreya aishwarya nikhil siddharth varun gaurav manish rakesh sandeep swati shruti meera nisha preeti anjali abdul abdullah mustafa hamza bilal tariq imran zainab mariam noor yasmin farah rania huda salma ahmad amina nurul siti dewi budi agus putri rizky wayan ayu joko maricel jejomar jayson marikit siobhan saoirse eoin ciarán gareth rhys cerys angus hamish fiona isla callum duncan ailsa maëlle anaïs benoît guillaume laurent sylvie brigitte gaëlle thierry yannick`
    .trim()
    .split(/\s+/),
);

/** Firms that bear a person's name; a line of their own is an employer. Source: lists of large companies and brands. */
const FIRMS =
  /^(?:morgan stanley|charles schwab|louis vuitton|ralph lauren|calvin klein|mary kay|jack daniel|oliver wyman|christian dior|johnnie walker|tommy hilfiger|hugo boss|ben jerry|kate spade|michael kors|jp morgan|edward jones|raymond james|booz allen|arthur andersen|arthur d little|eli lilly|elizabeth arden|estee lauder|estée lauder|victoria's secret|trader joe|jimmy choo|yves saint laurent|yves rocher|giorgio armani|marc jacobs|alexander mcqueen|stella mccartney|jack wolfskin|jack jones|dale carnegie|brooks brothers|warner bros|john deere|john lewis|marks spencer|martin marietta|lockheed martin|aston martin|harley davidson|philip morris|franklin templeton|henry schein|william hill|dow jones|standard chartered|thomas cook|thomson reuters|baker mckenzie|baker hughes|jones day|allen overy|clifford chance|clark construction|taylor made|ernst young|rolls royce|wells fargo|goldman sachs|smith nephew|johnson controls|paul smith|paul frank|peter thomas roth|bobbi brown|helena rubinstein|max factor|max planck|marie curie|albert einstein|alan turing|nikola tesla|isaac newton|fields medal|monte carlo|grace hopper|ada lovelace|marco polo|robert half|robert walters|michael page|kelly services)(?:'s)?(?= |$)/;

const TOKEN =
  "\\p{Lu}(?:\\p{Ll}+|\\p{Lu}+)?(?:['’-]\\p{Lu}?\\p{L}+)*|Mc\\p{Lu}\\p{Ll}+|Mac\\p{Lu}\\p{Ll}+|[OD]'\\p{Lu}\\p{Ll}+|\\p{Lu}\\p{Ll}+\\p{Lu}\\p{Ll}+";
const INITIAL = '[A-Z]\\.(?:-?[A-Z]\\.)?';
const PARTICLE =
  'bint|binti|binte|abu|af|van der|van den|van de|van|von der|von|de la|de los|de|del|della|di|da|dos|du|le|la|el|al|bin|ibn|ben|ter|ten|zu';
const HONORIFIC = '(?:(?:Dr|Mr|Ms|Mrs|Miss|Prof|Professor|Sir|Ing)\\.? )';
const SUFFIX = '(?:,? (?:Jr|Sr|JR|SR|II|III|IV|Esq)\\.?(?![A-Za-z]))';

/** A name in full: honorific, two to five tokens with initials, particles and a nickname, a suffix. */
export const ENGLISH_NAME = new RegExp(
  `${HONORIFIC}?((?:${INITIAL}|${TOKEN})(?:[ ]{1,2}(?:["'(][A-Z][A-Za-z]+["')]|(?:(?:${PARTICLE}) )?(?:${INITIAL}|${TOKEN}|[A-Z](?= [A-Z])))){1,4}${SUFFIX}?)`,
  'u',
);
/** Everhart, Marisol J. */
export const REVERSED_NAME = new RegExp(`((?:${TOKEN}), (?:${TOKEN})(?: (?:${INITIAL}|${TOKEN}))?)`, 'u');

const WHOLE = [ENGLISH_NAME, REVERSED_NAME].map(shape => new RegExp(`^${shape.source}$`, 'u'));

const CREDENTIALS =
  /(?:, ?| )(?:(?:PhD|Ph\.D\.?|MBA|PMP|CPA|CFA|MD|MSc|BSc|M\.?S\.?|B\.?S\.?|P\.?E\.?|CISSP|SHRM-CP|RN|Esq|MEng|BEng|CSM|PgMP|FCCA|ACCA|LLM|JD)(?:, ?|$|(?= )))+$/;

export interface EnglishName {
  /** Length of the name in the cell, from its first character. */
  readonly length: number;
  /** Whether its given or family name is a known one: enough without further support. */
  readonly known: boolean;
}

/** The name a cell consists of, but for an honorific before and credentials behind it; undefined when it is none.
 * Where the place is `strong`, the first line over a contact or a post, words of the language are names too: Hunter Cook. */
export function englishName(cell: string, strong = false): (EnglishName & { readonly start: number }) | undefined {
  const first = cell.charCodeAt(0);
  if (first < 65 || (first > 90 && first < 0xc0) || first > 0x1fff || !cell.includes(' ')) return undefined;
  const bare = cell.replace(CREDENTIALS, '');
  for (const shape of WHOLE) {
    const found = shape.exec(bare);
    if (!found) continue;
    const name = found[1]!;
    const words = wordsOf(name);
    if (FIRMS.test(words.join(' '))) continue;
    if (words.length < 2 && !/[A-Z]\. ?[A-Z]/.test(name)) continue;
    if (
      words.some(
        word =>
          (word.length > 2 || /^(?:ui|ux|qa|hr|ai|go|js|cv|us|uk|vp|it)$/.test(word)) &&
          NOT_NAMES.has(word) &&
          !(strong && BOTH.has(word)),
      ) ||
      words.every(
        word =>
          word.length < 2 || (!strong && COMMON_WORDS.has(word) && !SURNAME_PINYIN.has(word) && !GIVEN.has(words[0]!)),
      ) ||
      words.every(word => word.length < 2)
    )
      continue;
    return {
      start: bare.length - name.length,
      length: name.length,
      known: words.some(word => GIVEN.has(word)) || isRomanised(words) || hasNameForm(name, words),
    };
  }
  return undefined;
}

/** marisol everhart: two to five words in lower case, none of titles, and none of the language unless a mail address confirms. */
export function isLowerName(cell: string, confirmed: boolean): boolean {
  const words = cell.split(' ');
  return (
    words.length > 1 &&
    words.length < 6 &&
    words.every(word => LOWER_WORD.test(word)) &&
    wordsOf(cell).every(
      word =>
        (word.length > 2 && !NOT_NAMES.has(word) && (confirmed || !COMMON_WORDS.has(word))) ||
        BOTH.has(word) ||
        LOWER_PARTICLE.test(word),
    )
  );
}

const LOWER_WORD = /^["(]?\p{Ll}(?:[\p{Ll}\p{M}'’-]{0,20}[")]?|\.)$/u;
const LOWER_PARTICLE = /^(?:\p{Ll}|de|la|le|el|al|di|da|du|van|von|der|den|bin|ní|li|lu|wu|xu|yu|hu|ho|ng|an|bo|jr)$/u;

/** Words of titles and heads that are family or given names as well. */
const BOTH: ReadonlySet<string> = new Set(
  'grant dean page chase hunter will may april june august mark art rose faith hope joy grace major head jordan austin madison paris green brown white black young king prince price lane field stone'.split(
    ' ',
  ),
);

/** MarisolEverhart, as a text layer without spaces gives it. */
export function gluedName(cell: string): boolean {
  const found = /^([A-Z][a-z]{2,11})((?:[A-Z]\.?)?)([A-Z][a-z]{2,12})$/.exec(cell);
  if (!found) return false;
  return GIVEN.has(found[1]!.toLowerCase()) && !NOT_NAMES.has(found[3]!.toLowerCase());
}

export const wordsOf = (name: string): string[] =>
  name
    .toLowerCase()
    .split(/[^\p{L}'-]+/u)
    .filter(word => word.length > 0);

/** Zhiyuan Lin, LIN Zhiyuan, Zhi-Yuan Lin, Ouyang Mingzhe. */
function isRomanised(words: readonly string[]): boolean {
  if (words.length < 2 || words.length > 3) return false;
  const [first, last] = [words[0]!, words.at(-1)!];
  const rest = (from: number, to: number): boolean =>
    words.slice(from, to).every(word => givenSyllables(word.replace(/['-]/g, '')) > 0);
  return (SURNAME_PINYIN.has(last) && rest(0, -1)) || (SURNAME_PINYIN.has(first) && rest(1, words.length));
}

export const isCommonWord = (word: string): boolean => NOT_NAMES.has(word) || COMMON_WORDS.has(word);
/** A word of titles and heads that no name holds. */
export const isTitleWord = (word: string): boolean => word.length > 2 && NOT_NAMES.has(word) && !BOTH.has(word);
export const isGivenName = (word: string): boolean => GIVEN.has(word);

/** Names that are words of the language too: alone they stay. */
const COMMON_WORDS: ReadonlySet<string> = new Set(
  `young hill green river bay lake park forest bear march april august may will will may april june august summer autumn grace hope faith joy mark art rose bill pat drew chase hunter mason carter grant frank ray rich dean max sky rob sue jack john  brown king long price stone bush field lane banks cook baker page white black green gray grey wood woods hall hill ford reed rice wells west north best love power powers cross day knight noble sharp small short strong swift taylor miller smith fisher porter potter carpenter turner walker parker butler ward law lord prince duke earl bishop pope abbot monk nun fox wolf lamb bull bird finch robin dove hawk crane swan drake bell church temple castle gates gate bridge brook brooks rivers lake pond marsh moss berry cherry olive rosemary sage basil ginger clay sandy rocky dusty stormy misty dawn eve star sun moon angel christian victor constant ernest frank earnest sterling jade ruby pearl opal amber crystal violet ivy lily daisy iris fern holly heather jasmine hazel melody harmony carol viola piper harper archer gunner tanner cooper sawyer taylor tyler spencer major general guy gene norm ward chance chip cliff dale glen heath rusty sonny trace wade miles gale buck bud colt jet van ali ann an li lin he she you wang`.split(
    /\s+/,
  ),
);
