/**
 * Public root certificates whose every byte was judged when this table was made: read, found to be a
 * CA with a strong key, its self-signature verified. A certificate with the fingerprint of one of them
 * needs no more than a look at its dates.
 *
 * The fingerprint is that of the certificate's lines in PEM. It (fingerprint.ts) is not cryptographic, and need not be: it tells an altered root from
 * an intact one. Whoever can put a forged file into the trust store needs no forged fingerprint, since
 * no loader looks at a root's self-signature.
 *
 * Written by build/known-roots.ts from Node 20.20.2, Node 22.23.3, Node 24.21.0, Node 26.10.0, Debian ca-certificates 20230311+deb12u1
 * on 2026-11-22. Fingerprint, notBefore and notAfter in seconds since 1970.
 */
// biome-ignore format: one root a line
export const KNOWN_ROOTS: readonly number[] = [
  0x00295e1585dde9, 1264982400, 2147471999, // CN=USERTrust ECC Certification Authority, O=The USERTRUST Network, L=Jersey City, ST=New Jersey, C=US
  0x004618ef2b4c14, 1326394772, 2273165972, // CN=QuoVadis Root CA 2 G3, O=QuoVadis Limited, C=BM
  0x004e36a6060858, 1242808695, 1924936695, // CN=Autoridad de Certificacion Firmaprofesional CIF A62634068, C=ES
  0x005c36622c8944, 1553040000, 2405116800, // CN=GlobalSign Root E46, O=GlobalSign nv-sa, C=BE
  0x008ac861614976, 1257411046, 1888563046, // CN=D-TRUST Root Class 3 CA 2 EV 2009, O=D-Trust GmbH, C=DE
  0x00bd42d1703df8, 1352764800, 2147483647, // CN=GlobalSign, O=GlobalSign, OU=GlobalSign ECC Root CA - R5
  0x00dd77d6981abe, 1466553600, 2097705600, // CN=GTS Root R1, O=Google Trust Services LLC, C=US
  0x00e001afb18531, 1706677915, 2494213915, // CN=SECOM TLS RSA Root CA 2024, O=SECOM Trust Systems Co., Ltd., C=JP
  0x00ebcc4b1e18cb, 1432598400, 2221603200, // CN=Amazon Root CA 2, O=Amazon, C=US
  0x010b19aa929ec9, 1700041662, 2473844400, // CN=Telia RSA TLS Root CA v3, O=Telia Company AB, C=SE
  0x01411e985a89f5, 1432598400, 2221603200, // CN=Amazon Root CA 4, O=Amazon, C=US
  0x0195af4b77d306, 1455300843, 2244305643, // CN=SSL.com Root Certification Authority ECC, O=SSL Corporation, L=Houston, ST=Texas, C=US
  0x01a575b8c5dd30, 1152033604, 1940952004, // OU=certSIGN ROOT CA, O=certSIGN, C=RO
  0x01a64f02b33d6f, 1689602400, 2162988000, // CN=e-Szigno TLS Root CA 2023, 550461=VATHU-23584497, O=Microsec Ltd., L=Budapest, C=HU
  0x01b12a7656befd, 1610668800, 2399587199, // CN=DigiCert TLS RSA4096 Root G5, O=DigiCert, Inc., C=US
  0x01d29f18eddbd7, 1543492554, 2332410954, // CN=Telia Root CA v2, O=Telia Finland Oyj, C=FI
  0x01d967fe5c827d, 1264773966, 1924956366, // CN=AffirmTrust Commercial, O=AffirmTrust, C=US
  0x020d4e6abcb1db, 1533021845, 2321940245, // CN=vTrus Root CA, O=iTrusChina Co.,Ltd., C=CN
  0x0243ac1698e85c, 1581414300, 2054799899, // CN=D-TRUST BR Root CA 1 2020, O=D-Trust GmbH, C=DE
  0x0251a69c5e7700, 1426204800, 2177366400, // CN=UCA Extended Validation Root, O=UniTrust, C=CN
  0x027307d633f8e3, 1197551308, 2144305645, // CN=Izenpe.com, O=IZENPE S.A., C=ES
  0x029d4ec1269c32, 1264774104, 1924956504, // CN=AffirmTrust Networking, O=AffirmTrust, C=US
  0x030cb7e825363f, 1466054128, 2147404528, // CN=Security Communication ECC RootCA1, O=SECOM Trust Systems CO.,LTD., C=JP
  0x036d74df64f0f1, 1344395221, 1893380821, // CN=CFCA EV ROOT, O=China Financial Certification Authority, C=CN
  0x03a256d8c585fe, 1385367955, 2329374355, // CN=TUBITAK Kamu SM SSL Kok Sertifikasi - Surum 1, OU=Kamu Sertifikasyon Merkezi - Kamu SM, O=Turkiye Bilimsel ve Teknolojik Arastirma Kurumu - TUBITAK, L=Gebze - Kocaeli, C=TR
  0x03a53711de90ff, 1288081738, 2234852938, // CN=Buypass Class 3 Root CA, O=Buypass AS-983163327, C=NO
  0x03fe12c6c9ebe9, 1163116800, 1952035200, // CN=DigiCert Assured ID Root CA, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x040acd2322d51d, 1553040000, 2405116800, // CN=GlobalSign Root R46, O=GlobalSign nv-sa, C=BE
  0x04205824697d14, 1496254477, 2285086477, // CN=SSL.com EV Root Certification Authority RSA R2, O=SSL Corporation, L=Houston, ST=Texas, C=US
  0x048c3687faf1a7, 1576725377, 2365125377, // CN=BJCA Global Root CA1, O=BEIJING CERTIFICATE AUTHORITY, C=CN
  0x048ecde9c9b501, 1161765035, 2108536235, // CN=SwissSign Gold CA - G2, O=SwissSign AG, C=CH
  0x04a833caa031af, 1586324206, 2217476206, // CN=SecureSign Root CA12, O=Cybertrust Japan Co., Ltd., C=JP
  0x04ab3bd7471348, 1251763200, 2145916799, // CN=Starfield Root Certificate Authority - G2, O=Starfield Technologies, Inc., L=Scottsdale, ST=Arizona, C=US
  0x04c4bd3e8949c7, 1550828764, 2145887999, // CN=HiPKI Root CA - G1, O=Chunghwa Telecom Co., Ltd., C=TW
  0x052ceb6f578594, 1099329244, 2051242639, // CN=XRamp Global Certification Authority, O=XRamp Security Services Inc, OU=www.xrampsecurity.com, C=US
  0x052f4315b991ef, 1503516910, 2292435310, // CN=Trustwave Global ECC P256 Certification Authority, O=Trustwave Holdings, Inc., L=Chicago, ST=Illinois, C=US
  0x054f3bdbb1fd59, 1229008101, 1859728101, // CN=NetLock Arany (Class Gold) F?tan?s?tv?ny, OU=Tan?s?tv?nykiad?k (Certification Services), O=NetLock Kft., L=Budapest, C=HU
  0x0583443682cee9, 1411485727, 2093613727, // CN=Autoridad de Certificacion Firmaprofesional CIF A62634068, C=ES
  0x05b216ec8fc294, 1264774824, 2240576424, // CN=AffirmTrust Premium ECC, O=AffirmTrust, C=US
  0x05c2d312227807, 1533022004, 2321940404, // CN=vTrus ECC Root CA, O=iTrusChina Co.,Ltd., C=CN
  0x05cbc6246b5d99, 1621476619, 2410308619, // CN=TrustAsia Global Root CA G3, O=TrustAsia Technologies, Inc., C=CN
  0x05e3aff4089535, 1454589136, 1893432196, // CN=TrustCor RootCert CA-1, OU=TrustCor Certificate Authority, O=TrustCor Systems S. de R.L., L=Panama City, ST=Panama, C=PA
  0x05f9e3a42c1857, 1224677257, 1893413257, // CN=Certum Trusted Network CA, OU=Certum Certification Authority, O=Unizeto Technologies S.A., C=PL
  0x0676859d64ea92, 1317890396, 2422427996, // CN=Certum Trusted Network CA 2, OU=Certum Certification Authority, O=Unizeto Technologies S.A., C=PL
  0x06788d3687c92d, 1239166607, 1870318607, // CN=SecureSign RootCA11, O=Japan Certification Services, Inc., C=JP
  0x067ceb3f9578b2, 1685543836, 2473943835, // CN=OISTE Server Root RSA G1, O=OISTE Foundation, C=CH
  0x0697d000d05a8d, 1164392820, 1953311013, // CN=QuoVadis Root CA 2, O=QuoVadis Limited, C=BM
  0x0723197bc11047, 1389894812, 2021046812, // CN=IdenTrust Public Sector Root CA 1, O=IdenTrust, C=US
  0x07431f4aba66a0, 1503517003, 2292435403, // CN=Trustwave Global ECC P384 Certification Authority, O=Trustwave Holdings, Inc., L=Chicago, ST=Illinois, C=US
  0x0744db09c1a862, 1661445262, 2418309261, // CN=SSL.com TLS RSA Root CA 2022, O=SSL Corporation, C=US
  0x077643f3a02cac, 1466553600, 2097705600, // CN=GTS Root R4, O=Google Trust Services LLC, C=US
  0x077b3cb135daa4, 1454589143, 2051198799, // CN=TrustCor RootCert CA-2, OU=TrustCor Certificate Authority, O=TrustCor Systems S. de R.L., L=Panama City, ST=Panama, C=PA
  0x07825a7e160ef4, 958157160, 1747094340, // CN=Baltimore CyberTrust Root, OU=CyberTrust, O=Baltimore, C=IE
  0x081415e390bf36, 1503516852, 2292435252, // CN=Trustwave Global Certification Authority, O=Trustwave Holdings, Inc., L=Chicago, ST=Illinois, C=US
  0x089700b9985030, 1162927878, 1893440455, // CN=SecureTrust CA, O=SecureTrust Corporation, C=US
  0x08a130f061adcd, 1680005805, 2468966399, // CN=Telekom Security TLS RSA Root 2023, O=Deutsche Telekom Security GmbH, C=DE
  0x0902efa666ec12, 1616371200, 2405289599, // CN=Sectigo Public Server Authentication Root R46, O=Sectigo Limited, C=GB
  0x0918804abc6e95, 1683623433, 2157009032, // CN=D-TRUST EV Root CA 2 2023, O=D-Trust GmbH, C=DE
  0x09ab6135ce3314, 1310050710, 1924991999, // C=DE, O=Atos, CN=Atos TrustedRoot 2011
  0x0abb44fac5fc6e, 1661445228, 2418309227, // CN=SSL.com TLS ECC Root CA 2022, O=SSL Corporation, C=US
  0x0adaf36ab569db, 1581415200, 2054800799, // CN=D-TRUST EV Root CA 1 2020, O=D-Trust GmbH, C=DE
  0x0aee479139e514, 1581292800, 2222899200, // CN=GLOBALTRUST 2020, O=e-commerce monitoring GmbH, C=AT
  0x0b5ecfd7fd3530, 1466553600, 2097705600, // CN=GTS Root R3, O=Google Trust Services LLC, C=US
  0x0bfec457326914, 1326389264, 2273160464, // CN=QuoVadis Root CA 1 G3, O=QuoVadis Limited, C=BM
  0x0c0d7f9c81a944, 1432598400, 2147299200, // CN=Amazon Root CA 1, O=Amazon, C=US
  0x0c96b1734113db, 1163116800, 1952035200, // CN=DigiCert Global Root CA, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x0ceb6c6265b27f, 1706680354, 2494216354, // CN=SECOM TLS ECC Root CA 2024, O=SECOM Trust Systems Co., Ltd., C=JP
  0x0d075d5bc2b1fb, 1518978600, 2307897000, // CN=emSign Root CA - C1, O=eMudhra Inc, OU=emSign PKI, C=US
  0x0d0abceb5596ac, 1669100069, 2458051199, // CN=TWCA CYBER Root CA, OU=Root CA, O=TAIWAN-CA, C=TW
  0x0d3487d9fb0ebb, 1613732470, 2370596469, // CN=HARICA TLS ECC Root CA 2021, O=Hellenic Academic and Research Institutions CA, C=GR
  0x0dd2c3a7300ed1, 1264982400, 2147471999, // CN=USERTrust RSA Certification Authority, O=The USERTRUST Network, L=Jersey City, ST=New Jersey, C=US
  0x0dfd3b848a1ff2, 1375358400, 2147169600, // CN=DigiCert Assured ID Root G3, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x0e405824eec51d, 1685544148, 2473944147, // CN=OISTE Server Root ECC G1, O=OISTE Foundation, C=CH
  0x0e69575def7400, 1567591238, 2198311238, // CN=ANF Secure Server Root CA, OU=ANF CA Raiz, O=ANF Autoridad de Certificacion, C=ES, 550405=G63287510
  0x0eadf9f1f301a2, 1700038526, 2473844400, // CN=Telia EC TLS Root CA v3, O=Telia Company AB, C=SE
  0x0ee69bb1315e76, 1649235696, 2437635696, // CN=FIRMAPROFESIONAL CA ROOT-A WEB, 550461=VATES-A62634068, O=Firmaprofesional SA, C=ES
  0x0eee369175c55f, 1445240610, 2076392610, // CN=SZAFIR ROOT CA2, O=Krajowa Izba Rozliczeniowa S.A., C=PL
  0x0f5118a8992994, 1237370400, 1868522400, // CN=GlobalSign, O=GlobalSign, OU=GlobalSign Root CA - R3
  0x0f68b1afb37a5c, 1521202213, 2310120613, // CN=Certum Trusted Root CA, OU=Certum Certification Authority, O=Asseco Data Systems S.A., C=PL
  0x0f727c2e8c06ef, 1466057836, 2147408236, // CN=Security Communication RootCA3, O=SECOM Trust Systems CO.,LTD., C=JP
  0x0fa281597f6575, 1072915200, 1861919999, // CN=AAA Certificate Services, O=Comodo CA Limited, L=Salford, ST=Greater Manchester, C=GB
  0x0fb1e9de9f70c1, 1362485388, 1677845388, // CN=E-Tugra Certification Authority, OU=E-Tugra Sertifikasyon Merkezi, O=E-Tu?ra EBG Bili?im Teknolojileri ve Hizmetleri A.?., L=Ankara, C=TR
  0x0fcb3ba7f6a341, 1432725076, 2145526876, // CN=Entrust Root Certification Authority - G4, OU=(c) 2015 Entrust, Inc. - for authorized use only, OU=See www.entrust.net/legal-terms, O=Entrust, Inc., C=US
  0x102bcea4d050c2, 1088530756, 2035215556, // OU=Starfield Class 2 Certification Authority, O=Starfield Technologies, Inc., C=US
  0x1074bebf156133, 1245151818, 1893324618, // emailAddress=info@e-szigno.hu, CN=Microsec e-Szigno Root CA 2009, O=Microsec Ltd., L=Budapest, C=HU
  0x108b8622f34687, 1375358400, 2147169600, // CN=DigiCert Trusted Root G4, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x10947e4c428384, 1355844336, 2144764536, // CN=Entrust Root Certification Authority - EC1, OU=(c) 2012 Entrust, Inc. - for authorized use only, OU=See www.entrust.net/legal-terms, O=Entrust, Inc., C=US
  0x10b8e4fe5ac545, 1219908273, 1924963199, // CN=TWCA Root Certification Authority, OU=Root CA, O=TAIWAN-CA, C=TW
  0x10bb2005c4d2b2, 1576725501, 2365125501, // CN=BJCA Global Root CA2, O=BEIJING CERTIFICATE AUTHORITY, C=CN
  0x10c4270b4628ee, 1619083583, 2249803582, // C=DE, O=Atos, CN=Atos TrustedRoot Root CA ECC TLS 2021
  0x10f04ef12c58f5, 1164931200, 1893455999, // CN=COMODO Certification Authority, O=COMODO CA Limited, L=Salford, ST=Greater Manchester, C=GB
  0x111d68a8c872dc, 1466553600, 2097705600, // CN=GTS Root R2, O=Google Trust Services LLC, C=US
  0x112c562b978d1b, 1455298779, 2244303579, // CN=SSL.com Root Certification Authority RSA, O=SSL Corporation, L=Houston, ST=Texas, C=US
  0x114a24e14abb6a, 1522049094, 2310967494, // CN=Certum EC-384 CA, OU=Certum Certification Authority, O=Asseco Data Systems S.A., C=PL
  0x120f25df9938d8, 1715751717, 2346903716, // CN=TrustAsia TLS RSA Root CA, O=TrustAsia Technologies, Inc., C=CN
  0x1238642962ba7f, 1433415878, 2064567878, // CN=ISRG Root X1, O=Internet Security Research Group, C=US
  0x123f28e8f18179, 1455300923, 2244305723, // CN=SSL.com EV Root Certification Authority ECC, O=SSL Corporation, L=Houston, ST=Texas, C=US
  0x127095e6c28b2a, 1576709482, 2289337223, // CN=Microsoft RSA Root Certificate Authority 2017, O=Microsoft Corporation, C=US
  0x128846f9add3ef, 1610668800, 2399587199, // CN=DigiCert TLS ECC P384 Root G5, O=DigiCert, Inc., C=US
  0x12f8cb81836b2e, 1417446032, 2206365031, // CN=OISTE WISeKey Global Root GB CA, OU=OISTE Foundation Endorsed, O=WISeKey, C=CH
  0x13155a954057d7, 1316690522, 1916306522, // CN=Actalis Authentication Root CA, O=Actalis S.p.A./03358520967, L=Milan, C=IT
  0x133ab5f9fc25ef, 1162928548, 1893441126, // CN=Secure Global CA, O=SecureTrust Corporation, C=US
  0x134cfa3b9eff1f, 1183129985, 1814281985, // CN=Certigna, O=Dhimyotis, C=FR
  0x1373860bf16c12, 1064895649, 1696047649, // OU=Security Communication RootCA1, O=SECOM Trust.net, C=JP
  0x137eac83c12b84, 1251763200, 2145916799, // CN=Go Daddy Root Certificate Authority - G2, O=GoDaddy.com, Inc., L=Scottsdale, ST=Arizona, C=US
  0x13b3a3d7073108, 1222856996, 2011823999, // CN=T-TeleSec GlobalRoot Class 3, OU=T-Systems Trust Center, O=T-Systems Enterprise Services GmbH, C=DE
  0x13b65eaf9b1035, 1599177600, 2231510400, // CN=ISRG Root X2, O=Internet Security Research Group, C=US
  0x13d392e187536a, 1503403626, 2292322026, // CN=e-Szigno Root CA 2017, 550461=VATHU-23584497, O=Microsec Ltd., L=Budapest, C=HU
  0x13d5ce0a969263, 1416978795, 2240582399, // CN=GDCA TrustAUTH R5 ROOT, O=GUANG DONG CERTIFICATE AUTHORITY CO.,LTD., C=CN
  0x13e087758562b2, 1375358400, 2147169600, // CN=DigiCert Global Root G2, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x145aaa76bd1f19, 1654686502, 2443604902, // CN=SwissSign RSA TLS Root CA 2022 - 1, O=SwissSign AG, C=CH
  0x1466c8ce3853c9, 1496456986, 2285375386, // CN=Hongkong Post Root CA 3, O=Hongkong Post, L=Hong Kong, ST=Hong Kong, C=HK
  0x1523f7d388c9d8, 1243573239, 1874725239, // OU=Security Communication RootCA2, O=SECOM Trust Systems CO.,LTD., C=JP
  0x153b6443353dd1, 1486373255, 2275291655, // OU=certSIGN ROOT CA G2, O=CERTSIGN SA, C=RO
  0x15503634e3314d, 1556269076, 2345273876, // CN=TunTrust Root CA, O=Agence Nationale de Certification Electronique, C=TN
  0x1566f1abfed72c, 1518978600, 2307897000, // CN=emSign ECC Root CA - G3, O=eMudhra Technologies Limited, OU=emSign PKI, C=IN
  0x15a030c0ef5124, 1161765166, 2108536366, // CN=SwissSign Silver CA - G2, O=SwissSign AG, C=CH
  0x15e97ff03b5d1d, 1246987554, 1922896554, // CN=Entrust Root Certification Authority - G2, OU=(c) 2009 Entrust, Inc. - for authorized use only, OU=See www.entrust.net/legal-terms, O=Entrust, Inc., C=US
  0x16445a31f5f911, 1576710405, 2289338164, // CN=Microsoft ECC Root Certificate Authority 2017, O=Microsoft Corporation, C=US
  0x164f5cedf52046, 1621476622, 2410308622, // CN=TrustAsia Global Root CA G4, O=TrustAsia Technologies, Inc., C=CN
  0x167626e04b7ae8, 1257410158, 1888562158, // CN=D-TRUST Root Class 3 CA 2 2009, O=D-Trust GmbH, C=DE
  0x1689551b19f0ee, 1518978600, 2307897000, // CN=emSign Root CA - G1, O=eMudhra Technologies Limited, OU=emSign PKI, C=IN
  0x16a67597efc4b6, 1586329579, 2375247979, // CN=SecureSign Root CA14, O=Cybertrust Japan Co., Ltd., C=JP
  0x1757c58bc8ff95, 1584522437, 2372922437, // CN=E-Tugra Global Root CA RSA v3, OU=E-Tugra Trust Center, O=E-Tugra EBG A.S., L=Ankara, C=TR
  0x1770ea90911166, 1352764800, 2147483647, // CN=GlobalSign, O=GlobalSign, OU=GlobalSign ECC Root CA - R4
  0x17c4629fcd2e18, 1715751716, 2346903715, // CN=TrustAsia TLS ECC Root CA, O=TrustAsia Technologies, Inc., C=CN
  0x181674ae4845cb, 1586334776, 2375253176, // CN=SecureSign Root CA15, O=Cybertrust Japan Co., Ltd., C=JP
  0x1832871dc72665, 1518978600, 2307897000, // CN=emSign ECC Root CA - C3, O=eMudhra Inc, OU=emSign PKI, C=US
  0x188b6cef71fab1, 1340778513, 1924963199, // CN=TWCA Global Root CA, OU=Root CA, O=TAIWAN-CA, C=TW
  0x18a72a756d1503, 1457654400, 2240524800, // CN=UCA Global G2 Root, O=UniTrust, C=CN
  0x190d95f9de6965, 1683622591, 2157008190, // CN=D-TRUST BR Root CA 2 2023, O=D-Trust GmbH, C=DE
  0x19cc57ab68587f, 1616371200, 2405289599, // CN=Sectigo Public Server Authentication Root E46, O=Sectigo Limited, C=GB
  0x1a0ee48d322996, 1375358400, 2147169600, // CN=DigiCert Assured ID Root G2, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x1a1a42465ffc0b, 1418169600, 2049321600, // CN=GlobalSign, O=GlobalSign, OU=GlobalSign Root CA - R6
  0x1a4e52f222f0d2, 1389895943, 2021047943, // CN=IdenTrust Commercial Root CA 1, O=IdenTrust, C=US
  0x1a660d90cc57d9, 904651200, 1832673600, // CN=GlobalSign Root CA, OU=Root CA, O=GlobalSign nv-sa, C=BE
  0x1a9d2d3817cc74, 1164659022, 1795812822, // CN=Entrust Root Certification Authority, OU=(c) 2006 Entrust, Inc., OU=www.entrust.net/CPS is incorporated by reference, O=Entrust, Inc., C=US
  0x1aad3587627eb7, 1584524818, 2372924818, // CN=E-Tugra Global Root CA ECC v3, OU=E-Tugra Trust Center, O=E-Tugra EBG A.S., L=Ankara, C=TR
  0x1b04c0a3869f2d, 1619083270, 2249803269, // C=DE, O=Atos, CN=Atos TrustedRoot Root CA RSA TLS 2021
  0x1b0f36cb46cd90, 1192708850, 1981713650, // CN=TeliaSonera Root CA v1, O=TeliaSonera
  0x1b19e40411de91, 1326399992, 2273171192, // CN=QuoVadis Root CA 3 G3, O=QuoVadis Limited, C=BM
  0x1b359fd6447dc4, 946057851, 1879596912, // CN=Entrust.net Certification Authority (2048), OU=(c) 1999 Entrust.net Limited, OU=www.entrust.net/CPS_2048 incorp. by ref. (limits liab.), O=Entrust.net
  0x1b4a5f82ee3185, 1222857614, 2011823999, // CN=T-TeleSec GlobalRoot Class 2, OU=T-Systems Trust Center, O=T-Systems Enterprise Services GmbH, C=DE
  0x1b4b4d9d834d50, 1436265432, 2224665432, // CN=Hellenic Academic and Research Institutions ECC RootCA 2015, O=Hellenic Academic and Research Institutions Cert. Authority, L=Athens, C=GR
  0x1b684d4b0bc370, 1164395483, 1953313604, // CN=QuoVadis Root CA 3, O=QuoVadis Limited, C=BM
  0x1b99356238c446, 1598341700, 2387318399, // CN=Telekom Security TLS ECC Root 2020, O=Deutsche Telekom Security GmbH, C=DE
  0x1bf1890ce1d27a, 1432598400, 2221603200, // CN=Amazon Root CA 3, O=Amazon, C=US
  0x1bfc4df98381a6, 1503046722, 2134252799, // CN=NAVER Global Root Certification Authority, O=NAVER BUSINESS PLATFORM Corp., C=KR
  0x1c0ca417503c2b, 1617235200, 2406153600, // CN=Certainly Root E1, O=Certainly, C=US
  0x1c16026fbda4db, 1288082283, 2234853483, // CN=Buypass Class 2 Root CA, O=Buypass AS-983163327, C=NO
  0x1c3d36988dd76c, 1264774236, 2240575836, // CN=AffirmTrust Premium, O=AffirmTrust, C=US
  0x1c7762cc22a6ce, 1225295996, 1893456000, // OU=AC RAIZ FNMT-RCM, O=FNMT-RCM, C=ES
  0x1c94a868e28386, 1251763200, 2145916799, // CN=Starfield Services Root Certificate Authority - G2, O=Starfield Technologies, Inc., L=Scottsdale, ST=Arizona, C=US
  0x1ce914be8a71e4, 1375358400, 2147169600, // CN=DigiCert Global Root G3, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x1cea12043695de, 1494323314, 2283242313, // CN=OISTE WISeKey Global Root GC CA, OU=OISTE Foundation Endorsed, O=WISeKey, C=CH
  0x1cf733fdc3341e, 1613732138, 2370596137, // CN=HARICA TLS RSA Root CA 2021, O=Hellenic Academic and Research Institutions CA, C=GR
  0x1d5221449bfe1b, 1052975594, 1684126349, // CN=Hongkong Post Root CA 1, O=Hongkong Post, C=HK
  0x1dbb75a8c04600, 1088528780, 2035213580, // OU=Go Daddy Class 2 Certification Authority, O=The Go Daddy Group, Inc., C=US
  0x1de7971f56d40b, 1617235200, 2406153600, // CN=Certainly Root R1, O=Certainly, C=US
  0x1e35ee0cdc0a88, 1545298653, 2334217053, // CN=AC RAIZ FNMT-RCM SERVIDORES SEGUROS, 550461=VATES-Q2826004J, OU=Ceres, O=FNMT-RCM, C=ES
  0x1e42453d3d55b7, 1204761600, 2147471999, // CN=COMODO ECC Certification Authority, O=COMODO CA Limited, L=Salford, ST=Greater Manchester, C=GB
  0x1e4b9c25e70a24, 1436263881, 2224663881, // CN=Hellenic Academic and Research Institutions RootCA 2015, O=Hellenic Academic and Research Institutions Cert. Authority, L=Athens, C=GR
  0x1e70b862a2951c, 1454589153, 1893432487, // CN=TrustCor ECA-1, OU=TrustCor Certificate Authority, O=TrustCor Systems S. de R.L., L=Panama City, ST=Panama, C=PA
  0x1e8bbbdcb04650, 1163116800, 1952035200, // CN=DigiCert High Assurance EV Root CA, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x1faa6a15d6aa39, 1380616347, 2011768347, // CN=Certigna Root CA, OU=0002 48146308100036, O=Dhimyotis, C=FR
  0x1fb79ea0796714, 1342689330, 2289374130, // CN=CA Disig Root R2, O=Disig a.s., L=Bratislava, C=SK
  0x1fd0ad6edef0d0, 1263859200, 2147471999, // CN=COMODO RSA Certification Authority, O=COMODO CA Limited, L=Salford, ST=Greater Manchester, C=GB
  0x1fe2ab78cff5c7, 1304588257, 1924940257, // C=ES, O=ACCV, OU=PKIACCV, CN=ACCVRAIZ1
  0x1ffa9211f799e5, 1103509887, 2050194687, // OU=ePKI Root Certification Authority, O=Chunghwa Telecom Co., Ltd., C=TW
];
